import type { Method } from '../../../protocol/client/request-options.ts';
import type { ServerWatcher, WatchedExchange } from '../../../server/watcher.ts';
import type { ScenarioJournal } from '../../journal/scenario-journal.ts';

/** Puts what passes between client and server into the journal of the run, and tells of the client's first word. */
export class RunWatcher implements ServerWatcher {
  /** Of the scenario that is under way; undefined where there is none, or the run keeps no journal. */
  journal: ScenarioJournal | undefined;
  readonly #node: string;
  readonly #onContact: () => void;
  #isContacted = false;

  /** @param onContact told once: the client has made a request, or has sent a message that is sound */
  constructor(node: string, onContact: () => void) {
    this.#node = node;
    this.#onContact = onContact;
  }

  received(frames: readonly Uint8Array[], { ok }: { readonly ok: boolean }): void {
    if (ok) this.#contact();
    this.journal?.frames(this.#node, 'out', frames.slice(1));
  }

  sent(frames: readonly (string | Uint8Array)[]): void {
    this.journal?.frames(this.#node, 'in', frames.slice(1));
  }

  published(frames: readonly (string | Uint8Array)[]): void {
    this.journal?.frames(this.#node, 'in', frames);
  }

  answered({ method, url, signer, status, body, payload }: WatchedExchange): void {
    this.#contact();
    const request = { method: method as Method, path: url, user: signer?.name, body };
    this.journal?.requests.asked(request);
    this.journal?.requests.answered(
      request,
      status,
      typeof payload === 'string' ? Buffer.from(payload) : payload,
    );
  }

  #contact(): void {
    if (this.#isContacted) return;
    this.#isContacted = true;
    this.#onContact();
  }
}
