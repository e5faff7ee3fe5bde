import type { FeedRecorder } from '../../protocol/client/feed-reader.ts';
import { JobProgress, type NodeState } from '../../protocol/client/job-progress.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import type { Surroundings } from '../program/command.ts';
import { Interrupted } from '../program/errors.ts';
import { followJob } from './follow-job.ts';
import { type JobEnded, showJobEnd } from './job-end.ts';
import type { Displayed, ProgressDisplay } from './progress-display.ts';
import { whyUnavailable } from './why-unavailable.ts';

/** What is watched, and how it is shown. */
export interface WatchedJob {
  readonly client: RestClient;
  readonly id: string;
  readonly pollIntervalSeconds: number;
  readonly display: (shown: Displayed) => ProgressDisplay;
  /** States of nodes that spoil the job. Default: those of the shipped plugin. */
  readonly failOn?: readonly NodeState[] | undefined;
  readonly recorder?: FeedRecorder;
}

/**
 * Follows a job to its end and shows how it goes on, then the job. Gives its verdict. Throws
 * `Interrupted` when the signal comes first; the job goes on.
 */
export async function watchToEnd({ output, signal }: Surroundings, watched: WatchedJob): Promise<JobEnded> {
  const { client, id, recorder } = watched;
  const clock = systemClock;
  const progress = new JobProgress();
  const display = watched.display({ id, progress, output, clock });
  const pollIntervalMs = watched.pollIntervalSeconds * 1_000;
  const onChange = display.changed;
  const following = followJob({ client, id, progress, pollIntervalMs, clock, signal, onChange, recorder });
  const ended = await following
    .catch((error: unknown) => {
      if (!signal.aborted || error !== signal.reason) throw error;
      return undefined;
    })
    .finally(() => display.end());
  if (ended !== undefined) {
    const shown = showJobEnd(output, ended, progress, watched.failOn);
    const unavailable = [...progress.nodes.values()].filter(({ state }) => state === 'unavailable');
    for (const line of await whyUnavailable(client, unavailable.map(({ name }) => name).sort()))
      output.remark(line);
    return shown;
  }
  throw new Interrupted(`Interrupted; the job goes on: push-harness job watch ${id} follows it`);
}
