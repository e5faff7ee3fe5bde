import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { CLIENT_COMMAND } from '../../conformance/client/testbed/commands.ts';
import type { WantedJob } from '../../conformance/client/testbed/node-jobs.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import { listed } from './running-job.ts';

/** Of an environment variable, with all that a shell might take for its own. */
export const TEXT = 'a value with "quotes", $signs and é';

/** Of the file of a job. */
export const CONTENT = 'first line\nsecond line é\n';

/** As much as a job's file may have. Source: protocol §2. */
const LARGE_BYTES = 100_000;
const LARGE_END = 'the end';
export const LARGE_CONTENT = LARGE_END.padStart(LARGE_BYTES, 'x');
/** What `conform measure` writes of it. */
export const LARGE_SHOWN = `${LARGE_BYTES} ${LARGE_END}`;

/** What a command that shows what it was given has shown, by its names, and the id of its job. */
export type ShownOptions = Readonly<Record<string, string | undefined>>;

/** Runs `conform show` with these options, and gives what it showed. @throws Unmet where nothing came of it */
export async function show(testbed: Testbed, options: Partial<WantedJob>): Promise<ShownOptions> {
  const job = await testbed.jobs.run({ command: CLIENT_COMMAND.show, captureOutput: true, ...options });
  const text = await testbed.jobs.output(job.id, 'stdout');
  if (text === undefined)
    throw new Unmet('the output of a command that shows what it was given', listed(job));
  const [before = '', ...after] = text.split(/^file=/m);
  const named = before.split('\n').map((line): [string, string] => {
    const equals = line.indexOf('=');
    return [line.slice(0, equals), line.slice(equals + 1)];
  });
  return { ...Object.fromEntries(named), id: job.id, ...(after.length > 0 && { file: after.join('file=') }) };
}

/** A directory for a job, as it is asked for, and what it is called without links. */
export async function directoryOfJob(
  testbed: Testbed,
): Promise<{ readonly asked: string; readonly real: string }> {
  const asked = testbed.makeDirectory('a directory');
  return { asked, real: await realpath(asked) };
}

/** A directory that is not there. */
export function absentDirectory(testbed: Testbed): string {
  return join(testbed.workDir, 'not', 'there');
}

/** What a command wrote, or a file holds, for people. */
export function quotedText(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
