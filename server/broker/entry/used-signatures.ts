import { createHash } from 'node:crypto';
import { MAX_REQUEST_SKEW_MS } from '../../../protocol/signing/signature-headers.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import { RecentNodes } from '../../node/recent-nodes.ts';
import { RecentSeconds } from './recent-seconds.ts';

const SECOND_MS = 1_000;
const SKEW_SECONDS = MAX_REQUEST_SKEW_MS / SECOND_MS;
/** Of each node; of those before, only the seconds are remembered. */
const MAX_RECENT = 8;
/** Characters of a digest, of six bits each: no two signatures have the same. */
const ID_LENGTH = 22;

/** What a request was signed with, once that is verified. */
export interface SignedRequest {
  readonly signature: Uint8Array;
  /** Of its X-Ops-Timestamp. */
  readonly timestampMs: number;
}

/**
 * Whether the CURVE key that came with a request may be admitted: its signature is new, or came with the same key before.
 * `other_key`: it came with another one. `maybe_used`: it is of a second of which no signature is remembered any more.
 */
export type SignatureUse = 'admitted' | 'other_key' | 'maybe_used';

export interface UsedSignaturesOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Told of a node whose signatures are forgotten while they are good: there are too many nodes. */
  readonly onForgotten: (org: string, node: string) => void;
  /** Beyond it those are forgotten who asked longest ago. */
  readonly maxNodes: number;
}

/**
 * The signatures of requests for configurations. The CURVE key in the query is not signed, so whoever sees a request could send it
 * again with a key of his own for as long as its timestamp is good: for each signature one key is admitted. Nobody but a node's own
 * client makes anything be remembered, and of its own requests alone. The last few are known; what was signed in the same second
 * as an older one counts as used, so that however many a client signs, none can be used twice.
 */
export class UsedSignatures {
  readonly #options: UsedSignaturesOptions;
  readonly #nodes: RecentNodes<OfNode>;

  constructor(options: UsedSignaturesOptions) {
    this.#options = options;
    this.#nodes = new RecentNodes(options.maxNodes);
  }

  /** Nodes that have asked while the request is good. */
  get count(): number {
    return this.#nodes.size;
  }

  /** What was signed up to this time counts as used: an earlier life of the server knew it. */
  restore(org: string, node: string, signedUntilMs: number): void {
    const untilSecond = secondOf(signedUntilMs);
    if (untilSecond < this.#goodFrom()) return;
    this.#put(new OfNode(org, node, untilSecond));
  }

  /** A verified request for a configuration, of the node's own client, came with this CURVE key (Z85). */
  use(org: string, node: string, { signature, timestampMs }: SignedRequest, ccpk: string): SignatureUse {
    const goodFrom = this.#goodFrom();
    this.#forgetOld(goodFrom);
    const ofNode = this.#nodes.get(org, node) ?? new OfNode(org, node, goodFrom - 1);
    this.#put(ofNode);
    return ofNode.use(idOf(signature), secondOf(timestampMs), ccpk, goodFrom);
  }

  /** Up to when the node has signed requests; 0 where none is remembered. */
  signedUntilMs(org: string, node: string): number {
    return (this.#nodes.get(org, node)?.signedUntil ?? 0) * SECOND_MS;
  }

  #goodFrom(): number {
    return secondOf(this.#options.clock.now()) - SKEW_SECONDS;
  }

  #put(ofNode: OfNode): void {
    const forgotten = this.#nodes.put(ofNode.org, ofNode.node, ofNode);
    if (forgotten !== undefined) this.#options.onForgotten(forgotten.org, forgotten.node);
  }

  #forgetOld(goodFrom: number): void {
    for (const { org, node, signedUntil } of this.#nodes.values()) {
      if (signedUntil >= goodFrom) return;
      this.#nodes.delete(org, node);
    }
  }
}

interface Used {
  readonly id: string;
  readonly second: number;
  readonly ccpk: string;
}

/** The signatures of one node. */
class OfNode {
  readonly org: string;
  readonly node: string;
  /** The latest second of a signature. */
  signedUntil: number;
  /** All seconds up to this one count as used. */
  #usedUntil: number;
  readonly #recent: Used[] = [];
  /** Seconds of those that made room. */
  #older: RecentSeconds | undefined;

  constructor(org: string, node: string, usedUntil: number) {
    this.org = org;
    this.node = node;
    this.signedUntil = usedUntil;
    this.#usedUntil = usedUntil;
  }

  use(id: string, second: number, ccpk: string, goodFrom: number): SignatureUse {
    this.#usedUntil = Math.max(this.#usedUntil, goodFrom - 1);
    this.#older?.moveTo(goodFrom);
    const known = this.#recent.find((used) => used.id === id);
    if (known !== undefined) return known.ccpk === ccpk ? 'admitted' : 'other_key';
    if (second <= this.#usedUntil || this.#older?.has(second)) return 'maybe_used';
    this.signedUntil = Math.max(this.signedUntil, second);
    this.#recent.push({ id, second, ccpk });
    const old = this.#recent.length > MAX_RECENT ? this.#recent.shift() : undefined;
    if (old !== undefined && old.second >= goodFrom) {
      this.#older ??= new RecentSeconds(goodFrom);
      this.#older.add(old.second);
    }
    return 'admitted';
  }
}

function secondOf(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS);
}

/** The same for each way in which a signature can be written: it is a number. */
function idOf(signature: Uint8Array): string {
  const start = signature.findIndex((byte) => byte !== 0);
  return createHash('sha256').update(signature.subarray(start)).digest('base64').slice(0, ID_LENGTH);
}
