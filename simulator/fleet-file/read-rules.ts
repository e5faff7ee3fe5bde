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
import { readStages } from './read-stages.ts';
import { readThreshold } from './read-threshold.ts';
import { peakOf, stagesMs } from './stage.ts';

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
  const stages = typeof raw.nodes === 'object' ? readStages(raw.nodes, ['nodes'], complain) : undefined;
  const nodes = typeof raw.nodes === 'object' ? peakOf(stages ?? []) : raw.nodes;
  const counts = groupCounts({ nodes, groups: raw.groups }, complain);
  if (stages !== undefined) onlyWithStages(raw, complain);
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
  const durationMs = optionalMs(raw.duration) ?? (stages && stagesMs(stages));
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
    stages,
    groups: raw.groups.map((group, index) => readGroup(group, counts[index] ?? 0, index, complain)),
    jobs,
    events: (raw.events ?? []).flatMap((event, index) => readEvent(event, index, target, complain)),
    faults,
    begin: raw.begin ?? (stages === undefined ? 'ready' : 'start'),
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

/** Stages say when every node comes and leaves: what says it otherwise does not go with them. */
function onlyWithStages(raw: RawFleet, complain: Complain): void {
  if (raw.begin === 'ready')
    complain(['begin'], 'is ready, and with stages of nodes there is no such moment: remove it');
  raw.groups.forEach((group, index) => {
    if (group.start !== undefined)
      complain(['groups', index, 'start'], 'does not go with stages of nodes: remove one of them');
    if (group.count !== undefined)
      complain(['groups', index, 'count'], 'does not go with stages of nodes: give percent');
  });
}

function noneTwice(names: readonly string[], list: string, complain: Complain): void {
  names.forEach((name, index) => {
    if (names.indexOf(name) !== index)
      complain([list, index, 'name'], `is '${name}' a second time: give another`);
  });
}
