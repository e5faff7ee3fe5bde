import type { Logger } from 'pino';
import { MAX_REQUEST_SKEW_MS } from '../../../protocol/signing/signature-headers.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { LabelCounter } from '../../label-counter.ts';
import type { Metrics } from '../../metrics.ts';
import type { LiveNodes } from '../../node/live-nodes.ts';
import type { ServerTimings } from '../../settings.ts';
import type { Store } from '../../store/store.ts';
import type { Watching } from '../../watching.ts';
import type { NodeDiagnosis } from '../diagnosis/node-diagnosis.ts';
import { Refusals } from '../refusals.ts';
import type { RoutedPeer } from '../routed-peer.ts';
import { Admissions, reconnectMs } from './admissions.ts';
import type { Session } from './session.ts';
import { SessionKeys } from './session-keys.ts';
import { type SessionEnd, Sessions } from './sessions.ts';
import { type SignatureUse, type SignedRequest, UsedSignatures } from './used-signatures.ts';

/** What a node's request for its configuration brings. */
export interface ConfigRequest {
  /** Fingerprint of the key that the node's client has at this moment. */
  readonly clientKey: string;
  /** Z85, 40 characters, known to decode; undefined with CURVE off. */
  readonly curvePublicKey: string | undefined;
  /** Undefined for somebody else who is taken for the node. */
  readonly signed: SignedRequest | undefined;
}

/** What a node is given that is let in. */
export interface LetIn {
  readonly sessionKey: Buffer;
  /** Its CURVE key may connect; false: another one may that came with the same signature. */
  readonly admitted: boolean;
}

/** Whose a key is that nobody has announced. */
const NOBODY = { org: undefined, node: undefined };

/** For how long a request may come again, after it came for the first time. */
const SIGNATURE_LIFE_MS = 2 * MAX_REQUEST_SKEW_MS;

export interface EntryOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timings: Pick<ServerTimings, 'zapKeyLifeMs' | 'configLifetimeSeconds' | 'maxNodes'>;
  /** The session keys of all nodes come from it. */
  readonly secret: Buffer;
  /** As the shipped server: a key may connect for a while after its config request, and never again. */
  readonly freshKeys: boolean;
  readonly store: Pick<Store, 'keys' | 'sessions'>;
  /** Clients and their keys are in the store; otherwise somebody else keeps them. */
  readonly storeHasClients: boolean;
  readonly nodes: LiveNodes<RoutedPeer>;
  readonly diagnosis: NodeDiagnosis;
  readonly watching: Watching;
  /** A session has ended, in this turn. */
  readonly onEnd: (session: Session) => void;
}

/** Who is let in as a node, with which keys, and for how long. */
export class Entry {
  readonly sessions: Sessions;
  readonly admissions: Admissions;
  readonly #options: EntryOptions;
  readonly #signatures: UsedSignatures;
  readonly #verdicts: LabelCounter;
  readonly #ended: LabelCounter;
  readonly #refusedKeys: Refusals;
  readonly #replays: Refusals;

  constructor(options: EntryOptions) {
    this.#options = options;
    const { clock, log, metrics, timings, secret, freshKeys, store } = options;
    this.#verdicts = metrics.counter('zap', 'CURVE keys that asked to connect.', 'verdict');
    this.#ended = metrics.counter(
      'sessions_ended',
      'Nodes that were shut out since their client was deleted or has another key.',
      'why',
    );
    const replays = metrics.counter(
      'config_replays',
      'Requests for configurations whose CURVE key was not admitted: the signature came with another one, or may have.',
      'use',
    );
    const forgotten = metrics.counter(
      'signatures_forgotten',
      'Nodes whose requests for configurations could be used again: too many nodes had asked since.',
      undefined,
    );
    this.#refusedKeys = new Refusals({ clock, log, counter: this.#verdicts, line: 'CURVE key refused' });
    this.#replays = new Refusals({
      clock,
      log,
      counter: replays,
      line: 'CURVE key of a repeated request not admitted',
    });
    this.sessions = new Sessions({
      clock,
      keys: new SessionKeys(secret),
      store: store.sessions,
      onEnd: (session, why) => this.#noteEnd(session, why),
      maxSessions: timings.maxNodes,
    });
    this.#signatures = new UsedSignatures({
      clock,
      maxNodes: timings.maxNodes,
      onForgotten: (org, node) => {
        forgotten.add('');
        log.warn({ org, node }, 'signatures of a node are forgotten while they are good');
      },
    });
    this.admissions = new Admissions({
      clock,
      maxKeys: timings.maxNodes,
      keyLifeMs: timings.zapKeyLifeMs,
      reconnectMs: freshKeys ? undefined : reconnectMs(timings),
      keys: store.keys,
    });
    metrics.gauge('admitted_keys', 'CURVE keys that may connect, or could a while ago.', undefined, () => [
      ['', this.admissions.count],
    ]);
    metrics.gauge('sessions', 'Nodes that were given a configuration which holds.', undefined, () => [
      ['', this.sessions.count],
    ]);
  }

  /** Takes over what nodes were given in an earlier life of the server. */
  async restore(): Promise<void> {
    const { clock, freshKeys, timings, storeHasClients, store } = this.#options;
    await store.sessions.deleteIssuedBefore(clock.now() - Math.max(reconnectMs(timings), SIGNATURE_LIFE_MS));
    const kept = await store.sessions.list();
    for (const { org, node, signedUntilMs } of kept) this.#signatures.restore(org, node, signedUntilMs);
    if (freshKeys) return;
    this.sessions.restore(kept, storeHasClients);
    await this.admissions.restore(this.sessions);
  }

  stop(): void {
    this.#refusedKeys.stop();
    this.#replays.stop();
  }

  /** Whose request for a configuration is verified and permitted. */
  letIn(org: string, node: string, { clientKey, curvePublicKey, signed }: ConfigRequest): LetIn {
    const brings = curvePublicKey !== undefined && signed !== undefined;
    const use = brings ? this.#signatures.use(org, node, signed, curvePublicKey) : 'admitted';
    const signedUntilMs = this.#signatures.signedUntilMs(org, node);
    const session = this.sessions.issue(org, node, clientKey, signedUntilMs);
    if (use !== 'admitted') this.#noteReplay(session, use);
    else if (curvePublicKey !== undefined) this.admissions.admit(session, curvePublicKey);
    return { sessionKey: session.key, admitted: use === 'admitted' };
  }

  /**
   * Heartbeating nodes of which it has not been known for the life of a configuration whether their client is the same: they ask
   * for the next one late, or never.
   */
  unconfirmed(): readonly Session[] {
    const { timings, nodes } = this.#options;
    return this.sessions
      .unconfirmedFor(timings.configLifetimeSeconds * 1_000)
      .filter(({ org, node }) => nodes.find(org, node) !== undefined);
  }

  /** Whose a CURVE key is that wants to connect from this address; undefined where it may not. */
  admit(key: Uint8Array, address: string): Session | undefined {
    const { diagnosis, watching } = this.#options;
    const verdict = this.admissions.connect(key);
    const { tap } = watching;
    if (tap !== undefined) {
      const { org, node } = ('admission' in verdict ? verdict.admission.session : undefined) ?? NOBODY;
      const isAdmitted = verdict.verdict === 'admitted';
      const reason = isAdmitted ? undefined : verdict.verdict;
      tap.connection?.({ became: isAdmitted ? 'admitted' : 'refused', reason, address, org, node });
    }
    if (verdict.verdict === 'admitted') {
      const { session } = verdict.admission;
      this.#verdicts.add('admitted');
      diagnosis.connected(session.org, session.node, address);
      return session;
    }
    if (!('admission' in verdict)) {
      this.#refusedKeys.refuse(verdict.verdict, { address });
      diagnosis.connectionRefused(verdict.verdict);
      return undefined;
    }
    const { org, node } = verdict.admission.session;
    this.#refusedKeys.refuse(verdict.verdict, { org, node, address });
    diagnosis.keyRefused(org, node, verdict.verdict === 'ended_key' ? 'key_ended' : 'key_expired');
    return undefined;
  }

  #noteReplay({ org, node }: Session, use: Exclude<SignatureUse, 'admitted'>): void {
    this.#replays.refuse(use, { org, node });
    this.#options.diagnosis.note(org, node, 'config_replayed');
  }

  /** From this turn on its node is neither heard nor told anything. */
  #noteEnd(session: Session, why: SessionEnd): void {
    const { nodes, diagnosis, log, onEnd } = this.#options;
    const { org, node } = session;
    this.#ended.add(why);
    log.info({ org, node, why }, 'node is shut out');
    nodes.shutOut(org, node);
    diagnosis.shutOut(org, node, why);
    onEnd(session);
  }
}
