import type {
  AskedJobEvidence,
  Evidence,
  EvidencePlace,
  FeedCapture,
  SeenEvent,
  ShownJobEvidence,
  SpokenEvidence,
} from '../evidence/evidence.ts';

/** Everything that is known of one job. */
export interface JobCase {
  /** Undefined for a feed that nothing else names. */
  readonly id: string | undefined;
  /** Captures of the job's own feed, the oldest first. */
  readonly captures: readonly FeedCapture[];
  /** Its start and its end, as the organisation's feed told them. */
  readonly told: readonly SeenEvent[];
  readonly shown: readonly ShownJobEvidence[];
  readonly asked: AskedJobEvidence | undefined;
  /** What its nodes and the server said to each other while it was in progress. */
  readonly spoken: readonly SpokenEvidence[];
  readonly at: EvidencePlace;
}

/** Sorts evidence by job, in the order in which the jobs are first met. Feeds that name no job find theirs by what they tell. */
export function casesIn(evidence: Evidence): readonly JobCase[] {
  const places = new Map<string, EvidencePlace>();
  const meet = (id: string, at: EvidencePlace): void => {
    if (!places.has(id)) places.set(id, at);
  };
  const told = new Map<string, SeenEvent[]>();
  const captures = new Map<string, FeedCapture[]>();
  for (const { id, at } of evidence.shown) meet(id, at);
  for (const { id, at } of evidence.asked) meet(id, at);
  for (const capture of evidence.captures) {
    if (capture.of === 'job' && capture.jobId !== undefined) {
      meet(capture.jobId, capture.at);
      put(captures, capture.jobId, capture);
    }
    if (capture.of === 'job') continue;
    for (const event of capture.events) {
      const { job } = event.data;
      if (typeof job !== 'string' || (event.name !== 'start' && event.name !== 'job_complete')) continue;
      meet(job, event.at);
      if (!told.get(job)?.some((known) => known.name === event.name)) put(told, job, event);
    }
  }
  const nameless: FeedCapture[] = [];
  for (const capture of evidence.captures) {
    if (capture.of !== 'job' || capture.jobId !== undefined) continue;
    const owners = [...places.keys()].filter((id) => !captures.has(id) && mayBelong(capture, evidence, id));
    const [owner] = owners;
    if (owners.length === 1 && owner !== undefined) put(captures, owner, capture);
    else nameless.push(capture);
  }
  const known = [...places].map(
    ([id, at]): JobCase => ({
      id,
      at,
      captures: (captures.get(id) ?? []).toSorted((one, other) => firstMicros(one) - firstMicros(other)),
      told: told.get(id) ?? [],
      shown: evidence.shown.filter((job) => job.id === id),
      asked: evidence.asked.find((job) => job.id === id),
      spoken: evidence.spoken.filter(({ jobId }) => jobId === undefined || jobId === id),
    }),
  );
  const feeds = nameless.map((capture): JobCase => {
    const only = nameless.length === 1 && places.size === 0;
    const { at } = capture;
    const spoken = only ? evidence.spoken : [];
    return { id: undefined, at, captures: [capture], told: [], shown: [], asked: undefined, spoken };
  });
  return [...known, ...feeds];
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const firstMicros = ({ events }: FeedCapture): number => events[0]?.micros ?? 0;

/** Within which the start of a feed and `created_at`, which has whole seconds, may differ. */
const SAME_START_MS = 2_000;

/** Whether nothing that a feed tells speaks against its being that of a job. */
function mayBelong({ events }: FeedCapture, evidence: Evidence, id: string): boolean {
  const start = events.find(({ name }) => name === 'start');
  const names = new Set(events.flatMap(({ data }) => (typeof data.node === 'string' ? [data.node] : [])));
  const isOfThese = (nodes: { has(name: string): boolean; readonly size: number }): boolean =>
    [...names].every((name) => nodes.has(name)) &&
    (typeof start?.data.node_count !== 'number' || start.data.node_count === nodes.size);
  const shown = evidence.shown.filter((job) => job.id === id);
  const asked = evidence.asked.find((job) => job.id === id);
  if (shown.length === 0 && asked === undefined) return false;
  if (asked !== undefined && !isOfThese(new Set(asked.nodes))) return false;
  return shown.every(
    ({ nodes, command, createdAtMs }) =>
      isOfThese(nodes) &&
      (start === undefined || command === undefined || start.data.command === command) &&
      (start?.micros === undefined ||
        createdAtMs === undefined ||
        Math.abs(start.micros / 1_000 - createdAtMs) <= SAME_START_MS),
  );
}
