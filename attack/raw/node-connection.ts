import { Dealer } from 'zeromq';
import type { Enrolment } from '../../bench/lean-nodes/enrol.ts';
import { receiveAll } from '../../bench/sockets/receive-all.ts';
import { type ClientContent, formatClientMessage } from '../../protocol/wire/client-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';

/** A connection to the commands by somebody who has the keys of a node. */
export class NodeConnection {
  readonly node: string;
  /** Bodies of all that was received, while it listens. */
  readonly heard: string[] = [];
  readonly #enrolment: Enrolment;
  readonly #dealer: Dealer;
  #sequence = 0;
  #isLetIn = false;

  /** @param highWaterMark messages that it takes without reading them; the others stay with the server */
  constructor(enrolment: Enrolment, highWaterMark?: number) {
    this.node = enrolment.node;
    this.#enrolment = enrolment;
    const { publicKey, secretKey } = enrolment.curveKeys;
    this.#dealer = new Dealer({
      linger: 0,
      curveServerKey: enrolment.to.serverKey,
      curvePublicKey: publicKey,
      curveSecretKey: secretKey,
      ...(highWaterMark !== undefined && { receiveHighWaterMark: highWaterMark }),
    });
    void this.#watch();
    this.#dealer.connect(enrolment.to.address);
  }

  /** True once the server has admitted its key. */
  get isLetIn(): boolean {
    return this.#isLetIn;
  }

  /** Remembers all that comes from now on. */
  listen(): void {
    void receiveAll(this.#dealer, ([, body]) => void this.heard.push(String(body)));
  }

  /** Resolves with the next message. */
  async receive(): Promise<string> {
    const [, body] = await this.#dealer.receive();
    return String(body);
  }

  /** Says something that is signed with the session key it has. */
  say(content: ClientContent, incarnationId: string = this.#enrolment.incarnationId): Promise<void> {
    const { node, org, sessionKey } = this.#enrolment;
    this.#sequence += 1;
    const sender = { node, client: node, org, incarnationId };
    const envelope = { ...sender, sequence: this.#sequence, timestampMs: Date.now(), jobId: null };
    return this.send(signHmacMessage(formatClientMessage({ ...envelope, ...content }), sessionKey));
  }

  /** The same, where nobody may ever take it. */
  mutter(content: ClientContent): void {
    // a connection that is not admitted takes nothing, and is closed with it
    this.say(content).catch(() => undefined);
  }

  /** Sends frames as they are; resolves when the socket has taken them. */
  send(frames: readonly (string | Buffer)[]): Promise<void> {
    return this.#dealer.send([...frames]);
  }

  close(): void {
    this.#dealer.close();
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#dealer.events) {
      if (type === 'handshake') this.#isLetIn = true;
      if (type === 'end') return;
    }
  }
}
