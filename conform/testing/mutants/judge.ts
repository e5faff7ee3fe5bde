import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Conformed, conform } from '../../conform.ts';
import { ROOT } from '../../scenarios/load-features.ts';
import { OURSELVES } from '../../target/placeholders.ts';
import { readTarget } from '../../target/read-target.ts';
import type { TargetFile } from '../../target/target-file.ts';
import type { MutantName } from './mutants.ts';

const RIGHT = join(ROOT, 'features/targets/process-documented.yaml');
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Long enough for every wait that succeeds, and short enough to wait for it in vain some times. */
const PATIENCE_MS = 5_000;

/** Judges our own server as a process by these scenarios: a mutant of it, or as it is. */
export async function judge(
  mutant: MutantName | undefined,
  ids: readonly string[],
  outDir: string,
): Promise<Conformed> {
  const right = readTarget(readFileSync(RIGHT, 'utf8'), RIGHT, () => undefined);
  return await conform({
    target: mutant === undefined ? right : mutated(right, mutant),
    wish: {
      words: ids,
      rerun: undefined,
      wantsTags: () => true,
      level: 'extension',
      shard: undefined,
      patienceMs: PATIENCE_MS,
    },
    // what is wrong with a mutant is wrong again; a machine that stood still for a moment is not to be judged
    retry: 1,
    failFast: false,
    // in the process of Cucumber itself: a process more would take longer than the scenarios
    parallel: 0,
    outDir,
    tool: { name: 'push-harness', version: 'test' },
    commandLine: ['conform'],
    // coverage that each of these processes wrote would take longer than its scenarios
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
    signal: new AbortController().signal,
    suggest: () => undefined,
  });
}

/** The same target with a mutant in the place of our own program. */
function mutated(target: TargetFile, mutant: MutantName): TargetFile {
  const { server } = target;
  if (server.kind !== 'process') throw new Error(`${RIGHT} names no command`);
  const program = [process.execPath, '--import', import.meta.resolve('tsx'), MAIN, mutant];
  const command = server.command.flatMap((word) => (word === OURSELVES ? program : word));
  return { ...target, name: `a server that ${mutant}`, server: { ...server, command } };
}
