import type { FileProblem } from '../../files/settings/file-problem.ts';
import type { JobRule, QuorumRule, Schedule } from './fleet-file.ts';
import type { RawJob } from './raw-fleet.ts';
import { type Complain, optionalMs, readSelection } from './raw-parts.ts';
import { readStages } from './read-stages.ts';

/** A job of the file. */
export function readJob(raw: RawJob, path: FileProblem['path'], complain: Complain): JobRule {
  const runTimeoutMs = optionalMs(raw.run_timeout);
  return {
    name: raw.name,
    command: raw.command,
    nodes: readSelection(raw.nodes),
    quorum: readQuorum(raw.quorum),
    // the wire knows whole seconds only
    runTimeoutSeconds: runTimeoutMs === undefined ? undefined : Math.max(1, Math.ceil(runTimeoutMs / 1_000)),
    capture: raw.capture ?? false,
    user: raw.user,
    dir: raw.dir,
    env: raw.env,
    file: raw.file,
    schedule: readSchedule(raw, path, complain),
  };
}

function readQuorum(raw: number | string | undefined): QuorumRule | undefined {
  if (raw === undefined) return undefined;
  return typeof raw === 'number' ? { count: raw } : { percent: Number.parseFloat(raw) };
}

function readSchedule(raw: RawJob, path: FileProblem['path'], complain: Complain): Schedule {
  const { at, every, per_minute: perMinute, back_to_back: backToBack, batches, times } = raw;
  const given = [at, every, perMinute, backToBack, batches].filter((each) => each !== undefined);
  if (given.length > 1)
    complain(path, 'has more than one of at, every, per_minute, back_to_back and batches: leave one');
  if (times !== undefined && every === undefined && !backToBack)
    complain([...path, 'times'], 'goes with every or back_to_back only: remove it');
  if (raw.pause !== undefined && !backToBack)
    complain([...path, 'pause'], 'goes with back_to_back only: remove it');
  if (raw.from !== undefined && at !== undefined)
    complain([...path, 'from'], 'does not go with at: remove it');
  const fromMs = optionalMs(raw.from) ?? 0;
  if (every !== undefined) {
    const everyMs = optionalMs(every) ?? 0;
    if (everyMs === 0) complain([...path, 'every'], 'is 0: give a duration above 0, or use back_to_back');
    return { kind: 'every', everyMs, fromMs, times };
  }
  if (perMinute !== undefined)
    return { kind: 'rate', stages: readStages(perMinute, [...path, 'per_minute'], complain), fromMs };
  if (backToBack) return { kind: 'back_to_back', fromMs, times, pauseMs: optionalMs(raw.pause) ?? 0 };
  if (batches) {
    return { kind: 'batches', fromMs, percent: batches.percent, failLimit: batches.fail_limit ?? 0 };
  }
  const texts = at === undefined ? [] : [at].flat();
  return { kind: 'at', timesMs: texts.length === 0 ? [fromMs] : texts.map((text) => optionalMs(text) ?? 0) };
}
