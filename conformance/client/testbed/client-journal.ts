import { systemClock } from '../../../protocol/time/clock.ts';
import { EventLog, waitFor } from '../../../protocol/time/event-log.ts';
import { isFields } from '../../../protocol/wire/fields.ts';
import { parseJson } from '../../../protocol/wire/json.ts';
import type { RefusedMessage, VerifiedMessage } from '../../../server/broker/verify-message.ts';
import type { ServerWatcher, WatchedExchange } from '../../../server/watcher.ts';
import { type ClientEvent, type ClientJournalEntry, clientEventText } from './client-event.ts';

/** Characters of a frame that are kept. */
const KEPT_CHARACTERS = 4_096;
/** Entries that are kept; a client that says more than this has been heard. */
const MAX_ENTRIES = 100_000;

/** All that is seen of the client, in order. */
export class ClientJournal implements ServerWatcher {
  readonly #log = new EventLog<ClientJournalEntry>('the client', clientEventText);

  get all(): readonly ClientJournalEntry[] {
    return this.#log.entries;
  }

  /** Those from a number on. */
  since(number: number): readonly ClientJournalEntry[] {
    return this.all.slice(number);
  }

  /** Resolves with what `look` finds, tried now and at each new entry. @param failure told when the time is over */
  until<T>(look: () => T | undefined, failure: () => Error, withinMs: number): Promise<T> {
    return waitFor(look, (wake) => this.#log.watch(wake), failure, withinMs);
  }

  add(seen: ClientEvent): void {
    if (this.all.length >= MAX_ENTRIES) return;
    this.#log.add({ ...seen, number: this.all.length, atMs: systemClock.now() });
  }

  received(frames: readonly Uint8Array[], judged: VerifiedMessage | RefusedMessage): void {
    const body = frames[2] ?? Buffer.of();
    if (!judged.ok) {
      this.add({ kind: 'refused', reason: judged.reason, text: frames.slice(1).map(kept).join('\n') });
      return;
    }
    const json = parseJson(body);
    const fields = json.ok && isFields(json.value) ? json.value : {};
    this.add({ kind: 'message', message: judged.value, body: fields });
  }

  sent(frames: readonly (string | Uint8Array)[]): void {
    this.add({ kind: 'said', frames: frames.slice(1).map(kept) });
  }

  answered({
    method,
    url,
    headers,
    status,
  }: Pick<WatchedExchange, 'method' | 'url' | 'headers' | 'status'>): void {
    const header = (name: string): string => String(headers[name] ?? '');
    const [signature, signedBy] = [header('x-ops-sign'), header('x-ops-userid')];
    this.add({ kind: 'request', method, url, status, signature, signedBy });
  }
}

function kept(frame: string | Uint8Array): string {
  const text = typeof frame === 'string' ? frame : Buffer.from(frame).toString('utf8');
  return text.length > KEPT_CHARACTERS ? `${text.slice(0, KEPT_CHARACTERS)}…` : text;
}
