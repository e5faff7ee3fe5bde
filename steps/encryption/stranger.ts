import { createPrivateKey } from 'node:crypto';
import { Dealer } from 'zeromq';
import { askForConfig, configIn } from '../../protocol/client/api.ts';
import type { SentRequest } from '../../protocol/client/reply.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { type CurveKeyPair, newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import { formatClientMessage } from '../../protocol/wire/client-message.ts';
import type { NodeConfig } from '../../protocol/wire/config.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';
import { isIpv6 } from '../../simulator/node/ipv6.ts';
import type { FrameObserver } from '../../simulator/node/observed-sockets.ts';
import { reachableAddress } from '../../simulator/node/reachable-address.ts';

/** How a connection is encrypted; undefined leaves it in the clear. */
export interface Encryption {
  readonly keys: CurveKeyPair;
  /** Z85. */
  readonly serverKey: string;
}

/** A push client that knows all it needs to be believed, and connects as a scenario has it connect. */
export class Stranger {
  readonly config: NodeConfig;
  /** Those that were announced with the request for the configuration. */
  readonly keys: CurveKeyPair;
  /** The one for its configuration, as it was sent. */
  readonly request: SentRequest | undefined;
  /** A key that came with the same request, sent again. */
  otherKeys: CurveKeyPair | undefined;
  readonly #node: string;
  readonly #sessionKey: Buffer;
  readonly #observe: FrameObserver;
  #socket: Dealer | undefined;
  #encryption: Encryption | undefined;

  private constructor(
    node: string,
    config: NodeConfig,
    request: SentRequest | undefined,
    keys: CurveKeyPair,
    sessionKey: Buffer,
    observe: FrameObserver,
  ) {
    this.#node = node;
    this.config = config;
    this.request = request;
    this.keys = keys;
    this.#sessionKey = sessionKey;
    this.#observe = observe;
  }

  /**
   * @param client signs as the node, with this key
   * @param observe told of what it says
   */
  static async configure(
    client: RestClient,
    node: string,
    privateKey: string,
    observe: FrameObserver = () => {},
  ): Promise<Stranger> {
    const keys = newCurveKeyPair();
    const reply = await askForConfig(client, node, keys.publicKey);
    const config = configIn(reply);
    const sessionKey = decryptSessionKey(config.encodedSessionKey.key, createPrivateKey(privateKey));
    if (sessionKey === undefined) throw new Error(`the session key of ${node} is not encrypted for its key`);
    const commandAddress = await reachableAddress(config.commandAddress);
    return new Stranger(node, { ...config, commandAddress }, reply.sent, keys, sessionKey, observe);
  }

  /** As its configuration says. */
  get announced(): Encryption {
    return { keys: this.keys, serverKey: this.config.curvePublicKey ?? '' };
  }

  /** Connects and says nothing. */
  open(encryption: Encryption | undefined): Dealer {
    this.close();
    this.#encryption = encryption;
    const socket = new Dealer({
      linger: 0,
      ipv6: isIpv6(this.config.commandAddress),
      reconnectInterval: 20,
      ...(encryption !== undefined && {
        curveServerKey: encryption.serverKey,
        curvePublicKey: encryption.keys.publicKey,
        curveSecretKey: encryption.keys.secretKey,
      }),
    });
    socket.connect(this.config.commandAddress);
    this.#socket = socket;
    return socket;
  }

  /** Connects and sends a heartbeat that is right in every way. */
  async connect(encryption: Encryption | undefined): Promise<void> {
    const text = formatClientMessage({
      type: 'heartbeat',
      jobState: 'idle',
      jobId: null,
      node: this.#node,
      client: this.#node,
      org: this.config.org,
      sequence: 1,
      timestampMs: Date.now(),
      incarnationId: 'the-only-one',
    });
    const frames = [...signHmacMessage(text, this.#sessionKey)];
    this.#observe(this.#node, 'out', frames);
    await this.open(encryption).send(frames);
  }

  /** Connects once more, as it did last. */
  async connectAgain(): Promise<void> {
    await this.connect(this.#encryption);
  }

  close(): void {
    this.#socket?.close();
  }
}
