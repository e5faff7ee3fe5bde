import type { FileProblem } from '../../files/settings/file-problem.ts';
import type { Suggest } from '../../files/settings/schema-check.ts';
import { withImplicit } from '../thresholds/implicit.ts';
import type { FleetFile } from './fleet-file.ts';
import { groupCounts } from './group-counts.ts';
import type { RawFleet, RawSelection } from './raw-fleet.ts';
import { type Complain, onlyKnownGroups, optionalMs } from './raw-parts.ts';
import { readEvent } from './read-event.ts';
import { readFault } from './read-fault.ts';
import { readFleetTarget } from './read-fleet-target.ts';
import { readGroup } from './read-group.ts';
import { readJob } from './read-job.ts';
import { readThreshold } from './read-threshold.ts';

const DEFAULT_READY_WITHIN_MS = 60_000;
const DEFAULT_WIND_DOWN_MS = 30_000;

/** What the schema cannot say: what belongs together, what excludes each other, and which names there are. */
export function readRules(
  raw: RawFleet,
  suggest: Suggest,
): { readonly fleet: FleetFile; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const complain: Complain = (path, text) => problems.push({ path, text });
  const target = readFleetTarget(raw.target ?? 'self', complain);
  const counts = groupCounts(raw, complain);
  const groupNames = raw.groups.map((group) => group.name);
  noneTwice(groupNames, 'groups', complain);
  const jobs = (raw.jobs ?? []).map((job, index) => readJob(job, ['jobs', index], complain));
  const jobNames = jobs.map((job) => job.name);
  noneTwice(jobNames, 'jobs', complain);
  const known = (selection: RawSelection | undefined, path: FileProblem['path']) =>
    onlyKnownGroups(selection, groupNames, path, complain, suggest);
  raw.jobs?.forEach((job, index) => {
    known(job.nodes, ['jobs', index, 'nodes']);
  });
  raw.events?.forEach((event, index) => {
    known(event.kill, ['events', index, 'kill']);
    known(event.behave, ['events', index, 'behave']);
  });
  raw.faults?.forEach((fault, index) => {
    known(fault.nodes, ['faults', index, 'nodes']);
  });
  const faults = (raw.faults ?? []).flatMap((fault, index) => readFault(fault, index, complain));
  noneTwice(
    faults.map((fault) => fault.name),
    'faults',
    complain,
  );
  const durationMs = optionalMs(raw.duration);
  raw.jobs?.forEach((job, index) => {
    const isEndless = (job.every !== undefined || job.back_to_back) && job.times === undefined;
    if (isEndless && durationMs === undefined)
      complain(['jobs', index], 'has no end: give it times, or the fleet a duration');
  });
  const fleet: FleetFile = {
    name: raw.name,
    summary: raw.summary ?? '',
    seed: raw.seed,
    target,
    groups: raw.groups.map((group, index) => readGroup(group, counts[index] ?? 0, index, complain)),
    jobs,
    events: (raw.events ?? []).flatMap((event, index) => readEvent(event, index, target, complain)),
    faults,
    begin: raw.begin ?? 'ready',
    readyWithinMs: optionalMs(raw.ready_within) ?? DEFAULT_READY_WITHIN_MS,
    durationMs,
    windDownMs: optionalMs(raw.wind_down) ?? DEFAULT_WIND_DOWN_MS,
    thresholds: withImplicit(
      (raw.thresholds ?? []).flatMap((each, index) =>
        readThreshold(
          each,
          index,
          { target, names: { group: groupNames, job: jobNames } },
          complain,
          suggest,
        ),
      ),
      { hasJobs: jobs.length > 0, waived: raw.waive ?? [] },
    ),
  };
  return { fleet, problems };
}

function noneTwice(names: readonly string[], list: string, complain: Complain): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index)
      complain([list, index, 'name'], `is '${name}' a second time: give another`);
  });
}
