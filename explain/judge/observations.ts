import type { EvidencePlace, SeenEvent, ShownJobEvidence } from '../evidence/evidence.ts';
import type { JobCase } from './job-case.ts';

/** What was seen of a job, in order: events, places where others may have been, an end that nobody saw. */
export type JobObservation =
  | { readonly kind: 'event'; readonly event: SeenEvent }
  | { readonly kind: 'gap' }
  | { readonly kind: 'unseenEnd'; readonly status: string; readonly at: EvidencePlace };

/** What was seen of a job, put together, and what is known of it besides. */
export interface JobSeen {
  readonly observations: readonly JobObservation[];
  /** All that something names. */
  readonly nodes: readonly string[];
  /** Those that the job has, where that is known. */
  readonly members: ReadonlySet<string> | undefined;
  /** How many there are, where that is known. */
  readonly nodeCount: number | undefined;
  readonly quorum: number | undefined;
  readonly runTimeoutSeconds: number | undefined;
  /** The job after its end, or where nothing else is there while it was in progress. */
  readonly shown: ShownJobEvidence | undefined;
  /** What could not be used, in sentences. */
  readonly remarks: readonly string[];
}

const IN_PROGRESS: readonly string[] = ['new', 'voting', 'running'];

/** Puts together what was seen of a job. @param isPartial events may have been lost anywhere, also from a feed that looks whole */
export function seenOf(job: JobCase, isPartial: boolean): JobSeen {
  const remarks: string[] = [];
  const observations = eventsOf(job, isPartial, remarks);
  const events = observations.flatMap((each) => (each.kind === 'event' ? [each.event] : []));
  const start = events.find(({ name }) => name === 'start') ?? job.told.find(({ name }) => name === 'start');
  const shown = shownOf(job, events, remarks);
  const end = endOf(job, events, shown);
  const names = new Set(job.asked?.nodes ?? shown?.nodes.keys());
  const members = names.size > 0 ? new Set(names) : undefined;
  for (const { data } of events) if (typeof data.node === 'string') names.add(data.node);
  const nodes = [...names];
  return {
    observations: end === undefined ? observations : [...observations, end],
    nodes,
    members,
    nodeCount: numberOf(start?.data.node_count) ?? members?.size,
    quorum: numberOf(start?.data.quorum) ?? job.asked?.quorum ?? job.asked?.nodes.length,
    runTimeoutSeconds:
      numberOf(start?.data.run_timeout) ?? job.asked?.runTimeoutSeconds ?? shown?.runTimeoutSeconds,
    shown,
    remarks,
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The events of all captures, each once, with gaps where something may be missing. */
function eventsOf(job: JobCase, isPartial: boolean, remarks: string[]): JobObservation[] {
  const result: JobObservation[] = [];
  const known = new Set<string>();
  let last: SeenEvent | undefined;
  for (const capture of job.captures) {
    for (const [index, event] of capture.events.entries()) {
      const key = JSON.stringify([event.name, event.id]);
      // within one capture what comes twice is judged, over several it is the same
      if (known.has(key) && capture !== job.captures[0]) continue;
      const isFirst = last === undefined;
      const follows = !isFirst && isNext(last?.id, event.id);
      const isContinued = index > 0 || capture === job.captures[0];
      const mayMiss =
        (isFirst && event.name !== 'start' && event.id !== 'job-1') ||
        (!isFirst && (event.isAfterGap || !isContinued || isPartial) && !follows) ||
        (isPartial && isFirst && event.name !== 'start');
      if (mayMiss) result.push({ kind: 'gap' });
      result.push({ kind: 'event', event });
      last = event;
      known.add(key);
    }
  }
  if (job.captures.length > 1) remarks.push(`${job.captures.length} captures of its feed are put together`);
  if (last?.name !== 'job_complete') result.push({ kind: 'gap' });
  return result;
}

/** Whether ids count the events, and nothing can be between these. Source: protocol §2. */
function isNext(before: string | undefined, id: string): boolean {
  const [, one] = /^job-(\d{1,15})$/.exec(before ?? '') ?? [];
  const [, other] = /^job-(\d{1,15})$/.exec(id) ?? [];
  return one !== undefined && other !== undefined && Number(other) === Number(one) + 1;
}

/** The job as it was shown last; one in progress counts only where there is no event to say more. */
function shownOf(
  { shown }: JobCase,
  events: readonly SeenEvent[],
  remarks: string[],
): ShownJobEvidence | undefined {
  const over = shown.filter(({ status }) => !IN_PROGRESS.includes(status));
  const last = over.at(-1) ?? shown.at(-1);
  if (last === undefined || over.length > 0 || events.length === 0) return last;
  remarks.push(
    `the job as shown in progress (${last.status}) is not judged: nothing says between which events it was read`,
  );
  return undefined;
}

/** The end of a job whose feed does not tell it. */
function endOf(
  job: JobCase,
  events: readonly SeenEvent[],
  shown: ShownJobEvidence | undefined,
): Extract<JobObservation, { kind: 'unseenEnd' }> | undefined {
  if (events.some(({ name }) => name === 'job_complete')) return undefined;
  if (shown !== undefined && !IN_PROGRESS.includes(shown.status)) {
    return { kind: 'unseenEnd', status: shown.status, at: shown.at };
  }
  const told = job.told.find(({ name }) => name === 'job_complete');
  if (told === undefined) return undefined;
  return { kind: 'unseenEnd', status: plainStatus(told.data.status), at: told.at };
}

/** The job's status that an organisation's feed means: `documented` calls a completed job a success. Source: protocol §2. */
export function plainStatus(status: unknown): string {
  return status === 'success' ? 'complete' : String(status);
}
