import { type KeyObject, randomBytes } from 'node:crypto';
import type { Clock } from '../../../protocol/time/clock.ts';
import { fingerprintOf, fingerprintOfStored } from '../../access/fingerprint.ts';
import { RecentNodes } from '../../node/recent-nodes.ts';
import type { KeptSession, SessionTable } from '../../store/store.ts';
import { Session } from './session.ts';
import type { SessionKeys } from './session-keys.ts';

const ID_BYTES = 16;
/** Of so many sessions one that is over is remembered, to know its messages. */
const SESSIONS_FOR_ONE_OVER = 10;

/** Why a session has ended. `forgotten`: there were too many. */
export type SessionEnd = 'client_deleted' | 'client_rekeyed' | 'forgotten';

export interface SessionsOptions {
  readonly clock: Clock;
  readonly keys: SessionKeys;
  readonly store: Pick<SessionTable, 'save' | 'delete'>;
  /** Told in the same turn. */
  readonly onEnd: (session: Session, why: SessionEnd) => void;
  /** Beyond it the one issued longest ago ends. */
  readonly maxSessions: number;
}

/**
 * The sessions of all nodes, one each at most. A node's session goes with its client's key: where the client is deleted or has
 * another key, whatever was given out before is worth nothing, and is so for good, even if the same key comes back.
 */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #open: RecentNodes<Session>;
  readonly #over: RecentNodes<Session>;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#open = new RecentNodes(options.maxSessions);
    this.#over = new RecentNodes(Math.ceil(options.maxSessions / SESSIONS_FOR_ONE_OVER));
  }

  get count(): number {
    return this.#open.size;
  }

  /**
   * Takes over the sessions of an earlier life of the server.
   * @param storeHasClients only those whose client still has the same key; elsewhere it is found out when it is asked for
   */
  restore(kept: Iterable<KeptSession>, storeHasClients: boolean): void {
    const { keys, store } = this.#options;
    for (const { issuedAtMs, publicKey, ...names } of kept) {
      const holds = !storeHasClients || fingerprintOfStored(publicKey) === names.clientKey;
      if (holds) this.#open.put(names.org, names.node, new Session(names, issuedAtMs, keys));
      else store.delete(names.org, names.node);
    }
  }

  /** The node's session; undefined where it was given no configuration, or that is worth nothing any more. */
  find(org: string, node: string): Session | undefined {
    return this.#open.get(org, node);
  }

  /** The one that the node had before, if it has ended in this life of the server. */
  findOver(org: string, node: string): Session | undefined {
    return this.#over.get(org, node);
  }

  /**
   * The session of a node that is given its configuration: the same as before, while its client's key is the same.
   * @param clientKey fingerprint of the key of the node's client
   * @param signedUntilMs timestamp of the latest request that the node has signed, to be remembered over a restart
   */
  issue(org: string, node: string, clientKey: string, signedUntilMs = 0): Session {
    const { clock, keys, store } = this.#options;
    const known = this.#open.get(org, node);
    if (known !== undefined && known.clientKey !== clientKey) this.#end(known, 'client_rekeyed');
    const names = { org, node, clientKey, id: randomBytes(ID_BYTES).toString('hex') };
    const session = known?.isOver === false ? known : new Session(names, 0, keys);
    session.issuedAtMs = clock.now();
    session.confirmedAtMs = session.issuedAtMs;
    const forgotten = this.#open.put(org, node, session);
    if (forgotten !== undefined) this.#end(forgotten, 'forgotten');
    const { id, issuedAtMs } = session;
    store.save({ org, node, clientKey, id, issuedAtMs, signedUntilMs });
    return session;
  }

  /** What is known now of the key of a node's client; undefined: there is no such client. */
  clientIs(org: string, node: string, key: KeyObject | undefined): void {
    const session = this.#open.get(org, node);
    if (session === undefined) return;
    if (fingerprintOf(key) === session.clientKey) session.confirmedAtMs = this.#options.clock.now();
    else this.#end(session, key === undefined ? 'client_deleted' : 'client_rekeyed');
  }

  /** The organisation is no more, and with it all of its clients. */
  organisationGone(org: string): void {
    for (const session of [...this.#open.of(org)]) this.#end(session, 'client_deleted');
  }

  /** Those of which it has not been known for this long whether their client is the same. */
  unconfirmedFor(ms: number): readonly Session[] {
    const sinceMs = this.#options.clock.now() - ms;
    return [...this.#open.values()].filter(({ confirmedAtMs }) => confirmedAtMs <= sinceMs);
  }

  #end(session: Session, why: SessionEnd): void {
    const { org, node } = session;
    session.end();
    if (this.#open.get(org, node) === session) this.#open.delete(org, node);
    this.#over.put(org, node, session);
    this.#options.store.delete(org, node);
    this.#options.onEnd(session, why);
  }
}
