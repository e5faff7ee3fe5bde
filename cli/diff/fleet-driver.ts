import { join } from 'node:path';
import type { DiffTarget, DriveTarget } from '../../conformance/diff/diff-targets.ts';
import type { DrivenRun } from '../../conformance/diff/driven-run.ts';
import { seeScript } from '../../conformance/diff/see-script.ts';
import { targetWords } from '../../conformance/diff/target-words.ts';
import { Journal } from '../../conformance/journal/journal.ts';
import { JOURNAL_SUBFOLDER } from '../../conformance/journal/places.ts';
import { readJournal } from '../../conformance/journal/read-journal.ts';
import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import { openTarget, type RunAccess } from '../../conformance/target-file/open-target.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import type { FleetFile } from '../../simulator/fleet-file/fleet-file.ts';
import { type FleetPlan, planFleet } from '../../simulator/plan/plan.ts';
import { printable } from '../output/printable.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { loadFleet } from '../simulate/file/fleet-source.ts';
import { performObserved } from './perform-observed.ts';
import { runFolder } from './run-folder.ts';

/** Nobody's choice: the same at each target, where the file says none. */
const SEED = 1;

/** Drives a target by a fleet file: its nodes, jobs and events, by one seed. @throws UsageError, SettingsFileError */
export async function fleetDriver(
  { output, folder, signal }: Surroundings,
  { fleet: named, out }: { readonly fleet: string; readonly out: string },
  words: readonly string[],
): Promise<DriveTarget> {
  if (words.length > 0)
    throw new UsageError(`Scenarios and --fleet are two kinds of script; give ${words[0]} or --fleet.`);
  const { fleet } = await loadFleet(named, { folder, signal }, {});
  const plan = planFleet(fleet, fleet.seed ?? SEED);
  refuseWhatCannotBe(fleet, plan);
  return async (target, _, round) => {
    const { file, label } = target;
    refuseInProcess(target);
    const access = await openTarget(file, { signal });
    try {
      output.remark(
        `${printable(label)}, in the dialect ${access.resolved.dialect}, is driven${round === 1 ? '' : ' again'} by the fleet ${printable(fleet.name)}.`,
      );
      const journal = join(runFolder(out, label, round), JOURNAL_SUBFOLDER);
      const hindrance = await record(journal, fleet.name, (entries) =>
        performObserved({ file: fleet, plan, access, entries, signal, clock: systemClock }),
      );
      return await drivenFleet(journal, fleet.name, target, access, hindrance);
    } finally {
      await access.close();
    }
  };
}

/** Writes a journal while something goes on. */
async function record<T>(
  folder: string,
  name: string,
  perform: (entries: ScenarioJournal) => Promise<T>,
): Promise<T> {
  const journal = await Journal.open({ folder, writer: 'fleet' });
  const entries = journal.begin(name, name, 1);
  try {
    return await perform(entries);
  } finally {
    entries.end('PASSED');
    await journal.close();
  }
}

async function drivenFleet(
  journal: string,
  name: string,
  { file }: DiffTarget,
  { resolved }: RunAccess,
  hindrance: string | undefined,
): Promise<DrivenRun> {
  const [recorded] = await readJournal(journal);
  const words = targetWords({ ...file, roles: resolved.roles });
  const seen = recorded && seeScript(recorded.entries, words);
  const why = seen === undefined ? 'nothing was driven' : '';
  const script = { id: name, title: 'nodes, jobs and events of the fleet', seen, why, quirks: [] };
  return { dialect: resolved.dialect, scripts: new Map([[name, script]]), hindrance };
}

function refuseWhatCannotBe({ name }: FleetFile, { events }: FleetPlan): void {
  const event = events.find(({ kind }) => kind === 'restart_server' || kind === 'hook');
  if (event !== undefined)
    throw new UsageError(
      `The fleet ${name} has an event ${event.kind}, which a comparison does not perform: give a fleet without it.`,
    );
}

function refuseInProcess({ file, label }: DiffTarget): void {
  if (file.server.kind === 'in-process')
    throw new UsageError(
      `${label} is a server in this process, and a fleet needs one with an address: give a target with server or process.`,
    );
}
