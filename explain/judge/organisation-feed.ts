import type { FeedCapture, SeenEvent } from '../evidence/evidence.ts';
import { formFault, seenWords } from './form.ts';
import { plainStatus } from './observations.ts';
import type { Impossible } from './verdict.ts';

/** What is judged of an organisation's feed by itself; its jobs are judged each. */
export type FeedJudgement =
  | { readonly verdict: 'legal'; readonly quirks: readonly string[]; readonly jobs: number }
  | { readonly verdict: 'illegal'; readonly impossible: Impossible };

const ENDS: readonly string[] = ['complete', 'quorum_failed', 'timed_out', 'aborted', 'crashed'];

/**
 * Whether an organisation's feed can be: `start` and `job_complete` of jobs, each once and in this order, with the form of every
 * feed; else whether it can be with the missed events in the other order. Source: protocol §7 and §10.
 */
export function judgeOrganisationFeed(capture: FeedCapture, isPartial: boolean): FeedJudgement {
  const fault = faultIn(capture, isPartial);
  const jobs = new Set(capture.events.map(({ data }) => data.job)).size;
  if (fault === undefined) return { verdict: 'legal', quirks: [], jobs };
  const events = capture.events.toSorted((one, other) => (one.micros ?? 0) - (other.micros ?? 0));
  const isSorted = events.every((event, index) => event === capture.events[index]);
  if (
    !isSorted &&
    isNewestFirst(capture.events) &&
    faultIn({ ...capture, events }, isPartial) === undefined
  ) {
    return { verdict: 'legal', quirks: ['missed-newest-first'], jobs };
  }
  return { verdict: 'illegal', impossible: fault };
}

/** Whether times fall and then rise: what was missed came newest first, and then what is new. */
function isNewestFirst(events: readonly SeenEvent[]): boolean {
  const told = events.filter(({ name }) => name !== 'start_of_history');
  const falls = told.map((event, index) => index > 0 && (event.micros ?? 0) < (told[index - 1]?.micros ?? 0));
  const lastFall = falls.lastIndexOf(true);
  return falls.slice(1, lastFall + 1).every((isFall) => isFall);
}

function faultIn(capture: FeedCapture, isPartial: boolean): Impossible | undefined {
  const form = formFault(capture, isPartial);
  const started = new Set<unknown>();
  const ended = new Set<unknown>();
  for (const [index, event] of capture.events.entries()) {
    if (form?.event === event) return form;
    const why = orderFault(event, index, started, ended);
    if (why !== undefined) {
      return {
        at: event.at,
        came: `${seenWords(event)} for job ${String(event.data.job)}`,
        why,
        couldCome: [],
        section: '§7',
      };
    }
    (event.name === 'start' ? started : ended).add(event.data.job);
  }
  return form;
}

function orderFault(
  { name, data }: SeenEvent,
  index: number,
  started: ReadonlySet<unknown>,
  ended: ReadonlySet<unknown>,
): string | undefined {
  if (name === 'start_of_history')
    return index === 0 ? undefined : 'it stands for what is no longer recorded, and comes first';
  if (name !== 'start' && name !== 'job_complete')
    return 'an organisation is told of start and job_complete alone';
  if (typeof data.job !== 'string') return 'it does not say of which job';
  if (ended.has(data.job)) return 'the job has ended before';
  if (name === 'start' && started.has(data.job)) return 'the job has started before';
  if (name === 'job_complete' && !ENDS.includes(plainStatus(data.status))) return 'no job ends so';
  return undefined;
}
