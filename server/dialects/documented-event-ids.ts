import { createHash } from 'node:crypto';
import type { EventIds, FeedPlace } from './dialect.ts';

/**
 * Event ids of the `documented` dialect: UUIDs that differ in their last twelve digits alone, as in the seeds. All of a
 * feed's come from its key, so that an id can be read back without a table of those given out.
 *
 * The last event of a job's feed has an id of its own, whatever its number: it is still known when the events are gone.
 */
export function documentedEventIds(feed: 'job' | 'org', key: string): EventIds {
  const hash = createHash('sha256').update(`${feed} ${key}`).digest();
  const prefix = uuidPrefix(hash);
  const base = hash.readUIntBE(16, 6);

  const idOf = (slot: number): string =>
    prefix + ((base + slot) % SLOTS).toString(16).padStart(SLOT_DIGITS, '0');
  const summary = idOf(SUMMARY_SLOT);
  const end = idOf(END_SLOT);

  function place(id: string): FeedPlace | undefined {
    if (id === end || id === summary) return 'end';
    const digits = id.slice(prefix.length);
    if (!id.startsWith(prefix) || !/^[0-9a-f]{12}$/.test(digits)) return undefined;
    const slot = (Number.parseInt(digits, 16) - base + SLOTS) % SLOTS;
    return slot >= FIRST_EVENT_SLOT ? slot : undefined;
  }

  return {
    of: ({ event, number }) => (feed === 'job' && event.name === 'job_complete' ? end : idOf(number)),
    summary,
    startOfHistory: idOf(START_SLOT),
    place,
  };
}

const SLOT_DIGITS = 12;
const SLOTS = 16 ** SLOT_DIGITS;

const START_SLOT = 0;
const FIRST_EVENT_SLOT = 1;
const SUMMARY_SLOT = SLOTS - 2;
const END_SLOT = SLOTS - 1;

/** All of a UUID but its last twelve digits, in the form of version 4 (RFC 9562 §5.4). */
function uuidPrefix(bytes: Buffer): string {
  const digits = bytes.toString('hex');
  const variant = ((bytes.readUInt8(8) & 0x3f) | 0x80).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(18, 20)}-`;
}
