import { countedReason } from '../fleet/provoked-refusal.ts';

/** What `/metrics` of our server says at a moment. */
export interface ServerCounts {
  /** What it refused since its process began, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** How late 99 of 100 turns of its event loop were at most, since the look before. */
  readonly lateSeconds: number | undefined;
}

const SAMPLE = /^push_harness_(?<name>\w+?)(?:\{\w+="(?<label>[^"]*)"\})? (?<value>\d\S*)$/gm;

/** Verdicts on CURVE keys that are refusals. */
const REFUSED_KEYS: readonly string[] = ['expired_key', 'unknown_key'];

/** Reads the text of `/metrics`: refused messages, refused keys, and how late the event loop is. */
export function readServerCounts(text: string): ServerCounts {
  const refused: Record<string, number> = {};
  const add = (reason: string, count: number) => {
    refused[reason] = (refused[reason] ?? 0) + count;
  };
  let lateSeconds: number | undefined;
  for (const { groups = {} } of text.matchAll(SAMPLE)) {
    const { name, label = '' } = groups;
    const value = Number(groups.value);
    if (name === 'refusals_total') add(countedReason(label), value);
    else if (name === 'zap_total' && REFUSED_KEYS.includes(label)) add(label, value);
    else if (name === 'handshakes_failed_total') add('handshake', value);
    else if (name === 'event_loop_delay_seconds' && label === '0.99') lateSeconds = value;
  }
  return { refused, lateSeconds };
}

/** Refusals of a server, by reason, over its restarts: each begins to count anew. */
export class ServerRefusals {
  readonly #before: Record<string, number> = {};
  #last: Readonly<Record<string, number>> = {};

  note(refused: Readonly<Record<string, number>>): void {
    const isAnew = Object.entries(this.#last).some(([reason, count]) => (refused[reason] ?? 0) < count);
    if (isAnew)
      for (const [reason, count] of Object.entries(this.#last))
        this.#before[reason] = (this.#before[reason] ?? 0) + count;
    this.#last = refused;
  }

  get total(): number {
    return sum(this.#all().map(([, count]) => count));
  }

  /** Those beyond what was provoked. @param provoked how many messages had to be refused, by reason */
  unprovoked(provoked: (reason: string) => number): number {
    return sum(this.#all().map(([reason, count]) => Math.max(0, count - provoked(reason))));
  }

  #all(): readonly (readonly [reason: string, count: number])[] {
    const reasons = new Set([...Object.keys(this.#before), ...Object.keys(this.#last)]);
    return [...reasons].map((reason) => [reason, (this.#before[reason] ?? 0) + (this.#last[reason] ?? 0)]);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
