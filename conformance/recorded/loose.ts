import type { Canonical, CanonicalFeed } from './canonical.ts';
import type { Play } from './play.ts';

/** Brings an answer and what is expected to what can be compared of both. */
type Loosen = (answered: Canonical, expected: Canonical, play: Play) => readonly [Canonical, Canonical];

interface ListedJob {
  readonly id: string;
}

/**
 * Jobs in the database's order, and only a beginning of the recorded list is known, or some of its jobs were never made
 * with us: every recorded job that is in the place of one of ours is listed, and as recorded.
 */
const jobs: Loosen = (answered, expected) => {
  const byId = (body: unknown) => new Map((body as readonly ListedJob[]).map((job) => [job.id, job]));
  const listed = byId(answered.body);
  const wanted = [...byId(expected.body).values()].filter(({ id }) => id !== '<job>');
  return [
    { ...answered, body: wanted.map(({ id }) => listed.get(id)) },
    { ...expected, body: wanted },
  ];
};

/** What is still in memory depends on how fast one job follows the other; the one that runs is. */
const jobsInMemory: Loosen = (answered, expected) => {
  const running = '<job c0e5f1e2a3b42c120e8aa4eb39f46c48>';
  const only = ({ body, ...rest }: Canonical): Canonical => {
    const { job_processes: ids, ...status } = body as { readonly job_processes: readonly string[] };
    return { ...rest, body: { ...status, job_processes: ids.filter((id) => id === running) } };
  };
  return [only(answered), only(expected)];
};

/** Of the history of the organisation, what the recording has of jobs that ours made as well. */
const history: Loosen = (answered, expected) => {
  const events = ({ body }: Canonical) => (body as CanonicalFeed).events;
  const jobsOf = (side: Canonical) => new Set(events(side).map(({ data }) => data.job));
  const shared = (side: Canonical, other: Canonical): Canonical => {
    const known = jobsOf(other);
    const told = events(side)
      .filter(({ data }) => data.job !== '<job>' && known.has(data.job))
      .map(({ event, data }) => ({ event, data }));
    return { ...side, body: { ...(side.body as CanonicalFeed), events: told, first: events(side)[0]?.id } };
  };
  return [shared(answered, expected), shared(expected, answered)];
};

/** The heartbeat of the server that answers is another. */
const interval: Loosen = (answered, expected, { setup }) => {
  const config = expected.body as Config;
  const seconds = setup.server.timings.heartbeatIntervalMs / 1_000;
  const heartbeat = { ...config.push_jobs.heartbeat, interval: seconds };
  return [answered, { ...expected, body: { ...config, push_jobs: { heartbeat } } }];
};

interface Config {
  readonly push_jobs: { readonly heartbeat: object };
}

/** Where not all of an answer can be the same in two runs. */
export const LOOSE: Readonly<Record<string, Loosen>> = {
  '3 GET jobs': jobs,
  '8 X-Ops-Sign version=1.1 without algorithm': jobs,
  '11 Chef server back': jobs,
  '4 GET _status while a job runs': jobsInMemory,
  '7 GET config with ccpk, as the client itself': interval,
  '7 GET config again (same session key, differently encrypted)': interval,
  '7 GET config as a user (org without pushy_job_readers)': interval,
  '5 Org feed with unknown Last-Event-ID: zzz (2 s)': history,
};
