import type { CommitMessage } from '../../protocol/wire/commit.ts';
import { newRunner, startOn } from './command-runner.ts';

/** A command for `runner-child.ts`: its command line, and what else its job says. */
export type ChildCommand = readonly [line: string, order: Partial<CommitMessage>];

/** A process of its own that runs commands as a fleet does, for tests that kill it: `runner-child.ts JSON`, a list of `ChildCommand`. */
const start = startOn(newRunner());
const commands: readonly ChildCommand[] = JSON.parse(process.argv[2] ?? '[]');
for (const [line, order] of commands) start(line, order);
