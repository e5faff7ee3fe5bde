import { encodeZ85 } from '../../protocol/curve/z85.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { KeyTable } from '../store/store.ts';

/** Keys that never connected are remembered for this many of their lives, to say why they are refused. */
const EXPIRED_KEYS_KEPT_LIVES = 10;
/** A client may ask for configurations with ever new keys; the oldest are forgotten beyond this many. */
const MAX_KEYS = 100_000;

/** A key that a node announced with its config request. */
export interface Admission {
  readonly org: string;
  readonly node: string;
  readonly admittedAtMs: number;
}

export type KeyVerdict =
  | { readonly verdict: 'admitted'; readonly admission: Admission }
  | { readonly verdict: 'expired_key'; readonly admission: Admission }
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

  /** Takes over the keys that had connected before a restart. */
  async restore(): Promise<void> {
    const { clock, keys, reconnectMs } = this.#options;
    if (reconnectMs === undefined) return;
    await keys.deleteAdmittedBefore(clock.now() - reconnectMs);
    for (const { curvePublicKey, org, node, admittedAtMs } of await keys.list()) {
      this.#connected.set(curvePublicKey, { org, node, admittedAtMs });
    }
  }

  /** A verified config request came with this key. */
  admit(org: string, node: string, curvePublicKey: string): void {
    const admission = { org, node, admittedAtMs: this.#options.clock.now() };
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
      const holds = reconnectMs !== undefined && ageMs(connected) < reconnectMs;
      return { verdict: holds ? 'admitted' : 'expired_key', admission: connected };
    }
    const announced = this.#announced.get(curvePublicKey);
    if (announced === undefined) return { verdict: 'unknown_key' };
    if (ageMs(announced) >= keyLifeMs) return { verdict: 'expired_key', admission: announced };
    if (reconnectMs !== undefined) {
      this.#announced.delete(curvePublicKey);
      this.#keep(curvePublicKey, announced);
    }
    return { verdict: 'admitted', admission: announced };
  }

  #keep(curvePublicKey: string, admission: Admission): void {
    this.#connected.set(curvePublicKey, admission);
    this.#options.keys.save({ curvePublicKey, ...admission });
  }

  #forgetOld(): void {
    const { clock, keyLifeMs, reconnectMs = 0 } = this.#options;
    const nowMs = clock.now();
    for (const [key, { admittedAtMs }] of this.#announced) {
      if (nowMs - admittedAtMs < EXPIRED_KEYS_KEPT_LIVES * keyLifeMs && this.#announced.size <= MAX_KEYS)
        break;
      this.#announced.delete(key);
    }
    for (const [key, { admittedAtMs }] of this.#connected) {
      if (nowMs - admittedAtMs < reconnectMs && this.#connected.size <= MAX_KEYS) break;
      this.#connected.delete(key);
      this.#options.keys.delete(key);
    }
  }
}
