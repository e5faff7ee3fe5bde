import { createPrivateKey } from 'node:crypto';
import { Dealer, Subscriber } from 'zeromq';
import { config as fetchConfig } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import { type ClientContent, formatClientMessage } from '../../protocol/wire/client-message.ts';
import type { NodeConfig } from '../../protocol/wire/config.ts';
import { parseHeader } from '../../protocol/wire/header.ts';
import { parseServerMessage, type ServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage, verifyHmac } from '../../protocol/wire/signature.ts';

/** What a test waits for longer than this does not come. */
const PATIENCE_MS = 5_000;

export interface WireNodeOptions {
  /** Signs the config request; its key decrypts the session key. */
  readonly client: RestClient;
  readonly privateKey: string;
  readonly node: string;
  readonly incarnationId?: string;
  /** Z85; default: the one in the configuration. */
  readonly curveServerKey?: string;
  /** It asks and connects as one that cannot encrypt. */
  readonly isUnencrypted?: boolean;
  /** How long it waits for a message; -1: for ever. */
  readonly patienceMs?: number;
  /** Waits before it connects. */
  readonly beforeConnecting?: () => Promise<void>;
}

/** A node reduced to what travels: it fetches a configuration and says what a test has it say. */
export class WireNode {
  readonly config: NodeConfig;
  readonly sessionKey: Buffer;
  readonly #options: WireNodeOptions;
  readonly #curve: ReturnType<typeof newCurveKeyPair>;
  #dealer: Dealer;
  #sequence = 0;

  private constructor(
    options: WireNodeOptions,
    config: NodeConfig,
    sessionKey: Buffer,
    curve: ReturnType<typeof newCurveKeyPair>,
  ) {
    this.#options = options;
    this.config = config;
    this.sessionKey = sessionKey;
    this.#curve = curve;
    this.#dealer = this.#open();
  }

  /** Fetches the configuration and begins to connect. */
  static async start(options: WireNodeOptions): Promise<WireNode> {
    const curve = newCurveKeyPair();
    const ccpk = options.isUnencrypted === true ? undefined : curve.publicKey;
    const config = await fetchConfig(options.client, options.node, ccpk);
    const key = decryptSessionKey(config.encodedSessionKey.key, createPrivateKey(options.privateKey));
    if (key === undefined) throw new Error(`the session key of ${options.node} cannot be decrypted`);
    await options.beforeConnecting?.();
    return new WireNode(options, config, key, curve);
  }

  /** Closes the connection and opens another, which has another identity at the server. */
  reconnect(): void {
    this.#dealer.close();
    this.#dealer = this.#open();
  }

  async say(content: ClientContent, jobId: string | null = null, nowMs = Date.now()): Promise<void> {
    this.#sequence += 1;
    const text = formatClientMessage({
      ...content,
      node: this.#options.node,
      client: `${this.#options.node}.example.com`,
      org: this.config.org,
      sequence: this.#sequence,
      timestampMs: nowMs,
      incarnationId: this.#options.incarnationId ?? 'one',
      jobId,
    });
    await this.sayFrames(signHmacMessage(text, this.sessionKey));
  }

  async sayFrames(frames: (string | Buffer)[]): Promise<void> {
    await this.#dealer.send(frames);
  }

  async heartbeat(): Promise<void> {
    await this.say({ type: 'heartbeat', jobState: 'idle' });
  }

  /** Heartbeats, answers the abort, and is available when this resolves and the server has read it. */
  async becomeAvailable(): Promise<void> {
    await this.heartbeat();
    await this.hear('abort');
    await this.say({ type: 'aborted' });
  }

  /** The next message; throws unless it is of this type. */
  async hear<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    const message = await this.next();
    if (!isOf(message, type)) throw new Error(`wanted ${type}, got ${JSON.stringify(message)}`);
    return message;
  }

  /** The next message, whose signature is checked. @throws where none comes in time, or it cannot be read */
  async next(): Promise<ServerMessage> {
    const [header, body] = await this.#dealer.receive();
    if (header === undefined || body === undefined) throw new Error('a message of other than two frames');
    const head = parseHeader(header);
    if (!head.ok || !verifyHmac(body, this.sessionKey, head.value.signature)) {
      throw new Error(`a message with a wrong signature: ${header.toString()}`);
    }
    const message = parseServerMessage(JSON.parse(body.toString()));
    if (!message.ok) throw new Error(`cannot be read: ${body.toString()}`);
    return message.value;
  }

  stop(): void {
    this.#dealer.close();
  }

  #open(): Dealer {
    const curveServerKey = this.#options.curveServerKey ?? this.config.curvePublicKey;
    const dealer = new Dealer({
      linger: 0,
      receiveTimeout: this.#options.patienceMs ?? PATIENCE_MS,
      reconnectInterval: 20,
      ...(curveServerKey !== undefined && {
        curveServerKey,
        curvePublicKey: this.#curve.publicKey,
        curveSecretKey: this.#curve.secretKey,
      }),
    });
    dealer.connect(this.config.commandAddress);
    return dealer;
  }
}

function isOf<T extends ServerMessage['type']>(
  message: ServerMessage,
  type: T,
): message is Extract<ServerMessage, { type: T }> {
  return message.type === type;
}

/** The frames of the next heartbeat of a server. */
export async function hearHeartbeat(address: string): Promise<readonly Buffer[]> {
  const subscriber = new Subscriber({ linger: 0, receiveTimeout: PATIENCE_MS });
  subscriber.connect(address);
  subscriber.subscribe();
  try {
    return await subscriber.receive();
  } finally {
    subscriber.close();
  }
}

/** Waits until something is so. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const endMs = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > endMs) throw new Error(`still not so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
