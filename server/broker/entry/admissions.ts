import { encodeZ85 } from '../../../protocol/curve/z85.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { KeyTable } from '../../store/store.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

/** Keys that never connected are remembered for this many of their lives, to say why they are refused. */
const EXPIRED_KEYS_KEPT_LIVES = 10;

/** A key that a node announced with its config request. It is worth nothing once the session is over. */
export interface Admission {
  readonly session: Session;
  readonly admittedAtMs: number;
}

export type KeyVerdict =
  | { readonly verdict: 'admitted'; readonly admission: Admission }
  | { readonly verdict: 'expired_key' | 'ended_key'; readonly admission: Admission }
  | { readonly verdict: 'unknown_key' };

/**
 * How long a key that did connect may do so again: while its configuration holds, and as long again. A node with a job
 * in hand asks for the next configuration only when it is idle, and is lost for good if its connection breaks meanwhile
 * and its key is refused (protocol §8).
 */
export function reconnectMs({ configLifetimeSeconds }: { readonly configLifetimeSeconds: number }): number {
  return 2 * configLifetimeSeconds * 1_000;
}

export interface AdmissionsOptions {
  readonly clock: Clock;
  /** How long an announced key may connect. */
  readonly keyLifeMs: number;
  /** How long a key that did connect may do so again; undefined: never longer than any other. */
  readonly reconnectMs: number | undefined;
  /** A client may ask for configurations with ever new keys; the oldest are forgotten beyond this many. */
  readonly maxKeys: number;
  /** Where the keys that connected are kept for the next start. */
  readonly keys: Pick<KeyTable, 'save' | 'delete' | 'list' | 'deleteAdmittedBefore'>;
}

/**
 * The CURVE keys that may connect to the command socket. Source: protocol §4. Beyond the shipped server, a key that has
 * connected may do so again for a time, so that a node whose connection broke is reached at once.
 */
export class Admissions {
  readonly #options: AdmissionsOptions;
  /** By the key in Z85; both in the order of admission. */
  readonly #announced = new Map<string, Admission>();
  readonly #connected = new Map<string, Admission>();

  constructor(options: AdmissionsOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#announced.size + this.#connected.size;
  }

  /** Takes over the keys that had connected before a restart, of those sessions that go on. */
  async restore(sessions: Pick<Sessions, 'find'>): Promise<void> {
    const { clock, keys, reconnectMs } = this.#options;
    if (reconnectMs === undefined) return;
    await keys.deleteAdmittedBefore(clock.now() - reconnectMs);
    for (const { curvePublicKey, org, node, admittedAtMs, session: id } of await keys.list()) {
      const session = sessions.find(org, node);
      if (session?.id === id) this.#connected.set(curvePublicKey, { session, admittedAtMs });
      else keys.delete(curvePublicKey);
    }
  }

  /** A verified config request came with this key. */
  admit(session: Session, curvePublicKey: string): void {
    const admission = { session, admittedAtMs: this.#options.clock.now() };
    if (this.#connected.delete(curvePublicKey)) this.#keep(curvePublicKey, admission);
    else {
      this.#announced.delete(curvePublicKey);
      this.#announced.set(curvePublicKey, admission);
    }
    this.#forgetOld();
  }

  /** Whether a key that wants to connect may; it counts as connected if so. @param key 32 bytes */
  connect(key: Uint8Array): KeyVerdict {
    const curvePublicKey = encodeZ85(key);
    const { clock, keyLifeMs, reconnectMs } = this.#options;
    const ageMs = ({ admittedAtMs }: Admission) => clock.now() - admittedAtMs;

    const connected = this.#connected.get(curvePublicKey);
    if (connected !== undefined) {
      if (connected.session.isOver) return { verdict: 'ended_key', admission: connected };
      const holds = reconnectMs !== undefined && ageMs(connected) < reconnectMs;
      return { verdict: holds ? 'admitted' : 'expired_key', admission: connected };
    }
    const announced = this.#announced.get(curvePublicKey);
    if (announced === undefined) return { verdict: 'unknown_key' };
    if (announced.session.isOver) return { verdict: 'ended_key', admission: announced };
    if (ageMs(announced) >= keyLifeMs) return { verdict: 'expired_key', admission: announced };
    if (reconnectMs !== undefined) {
      this.#announced.delete(curvePublicKey);
      this.#keep(curvePublicKey, announced);
    }
    return { verdict: 'admitted', admission: announced };
  }

  #keep(curvePublicKey: string, admission: Admission): void {
    this.#connected.set(curvePublicKey, admission);
    const { session, admittedAtMs } = admission;
    const { org, node, id } = session;
    this.#options.keys.save({ curvePublicKey, org, node, admittedAtMs, session: id });
  }

  #forgetOld(): void {
    const { clock, keyLifeMs, maxKeys, reconnectMs = 0 } = this.#options;
    const nowMs = clock.now();
    for (const [key, { admittedAtMs }] of this.#announced) {
      if (nowMs - admittedAtMs < EXPIRED_KEYS_KEPT_LIVES * keyLifeMs && this.#announced.size <= maxKeys)
        break;
      this.#announced.delete(key);
    }
    for (const [key, { admittedAtMs }] of this.#connected) {
      if (nowMs - admittedAtMs < reconnectMs && this.#connected.size <= maxKeys) break;
      this.#connected.delete(key);
      this.#options.keys.delete(key);
    }
  }
}
