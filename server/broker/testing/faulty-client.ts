import { createPrivateKey } from 'node:crypto';
import { Dealer, Subscriber } from 'zeromq';
import { config as fetchConfig } from '../../../protocol/client/api.ts';
import type { RestClient } from '../../../protocol/client/rest-client.ts';
import { type CurveKeyPair, newCurveKeyPair } from '../../../protocol/curve/key-pair.ts';
import { decryptSessionKey } from '../../../protocol/curve/session-key.ts';
import { formatHttpDate } from '../../../protocol/time/dates.ts';
import type { NodeConfig } from '../../../protocol/wire/config.ts';
import { formatHeader } from '../../../protocol/wire/header.ts';
import { signHmac } from '../../../protocol/wire/signature.ts';

type Body = Readonly<Record<string, unknown>>;

/** What one client gets wrong; everything else it does as a client should. */
export interface ClientFault {
  /** Seconds by which its clock is ahead. */
  readonly clockSeconds?: number;
  /** The fields of a message, the first of which has number 1. */
  readonly fields?: (fields: Body, number: number) => Body;
  /** The text of a body, before it is signed. */
  readonly text?: (text: string, fields: Body) => string;
  readonly header?: (text: string, sessionKey: Buffer) => string;
  readonly frames?: (header: string, text: string) => readonly string[];
  /** The key pair that it connects with; undefined: without CURVE. */
  readonly curve?: (announced: CurveKeyPair, config: NodeConfig) => CurveOptions | undefined;
  readonly neverConnects?: boolean;
  /** Hears no heartbeat of the server, and so takes it for offline. */
  readonly neverSubscribes?: boolean;
  readonly neverHeartbeats?: boolean;
  readonly heartbeats?: number;
  readonly ignoresAbort?: boolean;
}

interface CurveOptions {
  readonly curveServerKey: string;
  readonly curvePublicKey: string;
  readonly curveSecretKey: string;
}

/** What connects a client that does it right. */
export function rightCurve(announced: CurveKeyPair, { curvePublicKey = '' }: NodeConfig): CurveOptions {
  const { publicKey, secretKey } = announced;
  return { curveServerKey: curvePublicKey, curvePublicKey: publicKey, curveSecretKey: secretKey };
}

/** A push client as its author first writes it: small, and with one fault. It heartbeats once it hears the server. */
export class FaultyClient {
  readonly #node: string;
  readonly #fault: ClientFault;
  readonly #config: NodeConfig;
  readonly #sessionKey: Buffer;
  readonly #dealer: Dealer | undefined;
  readonly #subscriber: Subscriber | undefined;
  #sent = 0;

  /** @param client signs as the node */
  static async start(client: RestClient, privateKey: string, node: string, fault: ClientFault = {}) {
    const announced = newCurveKeyPair();
    const config = await fetchConfig(client, node, announced.publicKey);
    const sessionKey = decryptSessionKey(config.encodedSessionKey.key, createPrivateKey(privateKey));
    if (sessionKey === undefined) throw new Error(`the session key of ${node} cannot be decrypted`);
    return new FaultyClient(node, fault, config, sessionKey, announced);
  }

  private constructor(
    node: string,
    fault: ClientFault,
    config: NodeConfig,
    sessionKey: Buffer,
    announced: CurveKeyPair,
  ) {
    this.#node = node;
    this.#fault = fault;
    this.#config = config;
    this.#sessionKey = sessionKey;
    if (fault.neverConnects) return;
    const curve = (fault.curve ?? rightCurve)(announced, config);
    this.#dealer = new Dealer({ linger: 0, ...curve });
    this.#dealer.connect(config.commandAddress);
    void this.#hearCommands(this.#dealer);
    if (fault.neverHeartbeats) void this.#send({ type: 'aborted', job_id: null });
    if (fault.neverSubscribes) return;
    this.#subscriber = new Subscriber({ linger: 0 });
    this.#subscriber.connect(config.heartbeatAddress);
    this.#subscriber.subscribe();
    void this.#answerHeartbeats(this.#subscriber);
  }

  stop(): void {
    this.#dealer?.close();
    this.#subscriber?.close();
  }

  /** A heartbeat for each of the server's, which come at the interval that is its own. */
  async #answerHeartbeats(subscriber: Subscriber): Promise<void> {
    let left = this.#fault.heartbeats ?? Number.POSITIVE_INFINITY;
    for await (const _ of subscriber) {
      if (this.#fault.neverHeartbeats || left <= 0) continue;
      left -= 1;
      await this.#send({ type: 'heartbeat', job_state: 'idle', job_id: null });
    }
  }

  async #hearCommands(dealer: Dealer): Promise<void> {
    for await (const [, body] of dealer) {
      const { type } = JSON.parse(String(body)) as { readonly type: string };
      if (type === 'abort' && !this.#fault.ignoresAbort) await this.#send({ type: 'aborted', job_id: null });
    }
  }

  async #send(content: Body): Promise<void> {
    const dealer = this.#dealer;
    if (dealer === undefined || dealer.closed) return;
    const { clockSeconds = 0, fields = (same) => same, text = (same) => same } = this.#fault;
    const { header = rightHeader, frames = (...both) => both } = this.#fault;
    this.#sent += 1;
    const body = fields(
      {
        node: this.#node,
        client: `${this.#node}.example.com`,
        protocol_version: '2.0',
        org: this.#config.org,
        sequence: this.#sent,
        timestamp: formatHttpDate(Date.now() + 1_000 * clockSeconds),
        incarnation_id: `life of ${this.#node}`,
        ...content,
      },
      this.#sent,
    );
    const said = text(JSON.stringify(body), body);
    await dealer.send([...frames(header(said, this.#sessionKey), said)]).catch((error: unknown) => {
      // it may be stopped while it speaks
      if (!dealer.closed) throw error;
    });
  }
}

function rightHeader(text: string, sessionKey: Buffer): string {
  return formatHeader('hmac_sha256', signHmac(text, sessionKey));
}
