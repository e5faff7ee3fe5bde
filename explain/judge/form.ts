import type { FeedCapture, SeenEvent } from '../evidence/evidence.ts';
import { eventWords, type Impossible } from './verdict.ts';

/** An event that breaks the form of feeds, and its place among the events of the capture. */
export interface FormFault extends Impossible {
  readonly event: SeenEvent;
}

/** A kind of number that ids of a feed have. Source: protocol §2. */
const COUNTED = { job: /^job-(\d{1,15})$/, organisation: /^org-(\d{1,15})$/ } as const;

/**
 * The first event of a capture that breaks what holds for every feed: times rise, ids are no one's but the event's own, and
 * ids that count leave none out. Source: protocol §2 and §7.
 * @param isPartial events may have been lost anywhere
 */
export function formFault({ events, of }: FeedCapture, isPartial: boolean): FormFault | undefined {
  const ids = new Set<string>();
  let before: SeenEvent | undefined;
  for (const event of events) {
    const why =
      timeFault(event, before) ??
      (event.id !== '' && ids.has(event.id)
        ? `its id ${event.id} came before, and each event has its own`
        : undefined) ??
      countFault(event, before, of, isPartial || event.isAfterGap);
    if (why !== undefined) {
      const section = why.includes('counts') ? '§2' : '§7';
      return { event, at: event.at, came: seenWords(event), why, couldCome: [], section };
    }
    ids.add(event.id);
    before = event;
  }
  return undefined;
}

/** An event as it was seen, in the words of feeds. */
export function seenWords({ name, data }: SeenEvent): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return eventWords({ event: name, node: text(data.node), status: text(data.status) });
}

function timeFault(event: SeenEvent, before: SeenEvent | undefined): string | undefined {
  if (event.name === 'start_of_history') return undefined;
  if (event.micros === undefined) {
    return `its timestamp ${JSON.stringify(event.data.timestamp) ?? ''} is not as YYYY-MM-DD HH:MM:SS.ffffffZ`;
  }
  if (before?.micros === undefined || before.name === 'start_of_history' || before.micros < event.micros) {
    return undefined;
  }
  return 'its timestamp is not later than that of the event before, and within a feed they rise';
}

function countFault(
  { id }: SeenEvent,
  before: SeenEvent | undefined,
  of: FeedCapture['of'],
  mayMiss: boolean,
): string | undefined {
  const number = numberOf(id, of);
  if (number === undefined || before === undefined || before.name === 'start_of_history') return undefined;
  const last = numberOf(before.id, of);
  if (last === undefined || number === last + 1) return undefined;
  if (number > last && mayMiss) return undefined;
  return `its id ${id} follows ${before.id}, and the id of a feed counts its events`;
}

function numberOf(id: string, of: FeedCapture['of']): number | undefined {
  const digits = COUNTED[of].exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
