import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DiffResults } from '../../conformance/diff/diff-results.ts';
import { diffTargets } from '../../conformance/diff/diff-targets.ts';
import { ConformUsageError, TargetUnreachable } from '../../conformance/target-file/errors.ts';
import { ServerUnreachable } from '../../protocol/client/errors.ts';
import { checkTemporary, checkWritable } from '../files/check-writable.ts';
import { sentence } from '../output/sentence.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';
import { diffLines } from './diff-lines.ts';
import type { DiffOptions } from './diff-options.ts';
import { fleetDriver } from './fleet-driver.ts';
import { scenarioDriver } from './scenario-driver.ts';
import { targetsOf } from './targets-of.ts';

const CODES: Readonly<Record<DiffResults['verdict'], ExitCode>> = {
  same: EXIT.done,
  different: EXIT.failed,
  hindered: EXIT.unreachable,
  inconclusive: EXIT.stale,
};

/** Drives the targets that the command line names. @throws UsageError, SettingsFileError */
export async function runDiff(
  surroundings: Surroundings,
  options: DiffOptions,
  words: readonly string[],
): Promise<ExitCode> {
  const { output, folder, signal } = surroundings;
  const targets = await targetsOf(options.target ?? [], { folder, signal });
  const out = resolve(folder, options.out);
  checkWritable(out, 'the report', 'give another folder with --out');
  checkTemporary();
  try {
    const drive =
      options.fleet === undefined
        ? await scenarioDriver(surroundings, { ...options, out }, words)
        : await fleetDriver(surroundings, { fleet: options.fleet, out }, words);
    const results = await diffTargets(targets, drive, signal);
    writeFileSync(join(out, 'diff.json'), `${JSON.stringify(results, undefined, 2)}\n`);
    const { paint, size } = output.stdout;
    for (const line of diffLines(results, { paint, width: size().columns }, options.all)) output.answer(line);
    output.record({ ...results });
    output.remark(`All of it is in ${options.out}/diff.json.`);
    return signal.aborted ? EXIT.interrupted : CODES[results.verdict];
  } catch (error) {
    if (error instanceof TargetUnreachable || error instanceof ServerUnreachable) {
      output.remark(output.stderr.paint('bad', `${sentence(error.message)} Nothing was compared.`));
      return EXIT.unreachable;
    }
    if (error instanceof ConformUsageError) throw new UsageError(sentence(error.message), { cause: error });
    throw error;
  }
}
