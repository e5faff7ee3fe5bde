import type { Context, Dealer } from 'zeromq';
import { type ClientContent, formatClientMessage } from '../../protocol/wire/client-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';
import { openDealer } from '../sockets/bare-dealer.ts';
import { receiveAll } from '../sockets/receive-all.ts';
import { SerialSender } from '../sockets/serial-sender.ts';
import type { Enrolment } from './enrol.ts';

interface Order {
  readonly type: string;
  readonly jobId: string | null;
}

/**
 * The least that a server takes for a healthy node: it verifies nothing, has no timers, and every command succeeds
 * at once. So the server's share of a measurement is as large as it can be.
 */
export class LeanNode {
  /** Told of every order of the server before it is obeyed; false puts it off until `resume`. */
  readonly #mayObey: () => boolean;
  readonly #enrolment: Enrolment;
  readonly #dealer: Dealer;
  readonly #sending: SerialSender;
  readonly #putOff: Order[] = [];
  readonly #aborted: Promise<void>;
  #sequence = 0;

  constructor(context: Context, enrolment: Enrolment, mayObey: () => boolean) {
    this.#mayObey = mayObey;
    this.#enrolment = enrolment;
    this.#dealer = openDealer(context, enrolment.to, enrolment.curveKeys);
    this.#sending = new SerialSender(this.#dealer);
    this.#aborted = new Promise((resolve) => {
      void receiveAll(this.#dealer, ([, body]) => {
        const order = orderOf(body);
        this.#take(order);
        if (order.type === 'abort') resolve();
      });
    });
  }

  /** Says its first word; resolves when it has come out of rehab. */
  async join(): Promise<void> {
    this.#say({ type: 'heartbeat', jobState: 'idle' });
    await this.#aborted;
  }

  /** Obeys what was put off. */
  resume(): void {
    for (const order of this.#putOff.splice(0)) this.#take(order);
  }

  /** Signed heartbeats ready to be sent, so that sending them costs nothing more. */
  heartbeats(count: number): readonly (readonly Buffer[])[] {
    return Array.from({ length: count }, () =>
      this.#frames({ type: 'heartbeat', jobState: 'idle' }, null).map((frame) => Buffer.from(frame)),
    );
  }

  /** Resolves when the socket has taken the message; the node must have nothing else to say meanwhile. */
  send(frames: readonly Buffer[]): Promise<void> {
    return this.#dealer.send([...frames]);
  }

  #take(order: Order): void {
    if (!this.#mayObey()) {
      this.#putOff.push(order);
      return;
    }
    switch (order.type) {
      case 'abort':
        this.#say({ type: 'aborted' });
        break;
      case 'commit':
        this.#say({ type: 'ack_commit' }, order.jobId);
        break;
      case 'run':
        this.#say({ type: 'ack_run' }, order.jobId);
        this.#say({ type: 'succeeded' }, order.jobId);
    }
  }

  #say(content: ClientContent, jobId: string | null = null): void {
    this.#sending.send(this.#frames(content, jobId));
  }

  #frames(content: ClientContent, jobId: string | null): [string, string] {
    const { node, org, incarnationId, sessionKey } = this.#enrolment;
    this.#sequence += 1;
    const envelope = {
      node,
      client: node,
      org,
      sequence: this.#sequence,
      timestampMs: Date.now(),
      incarnationId,
    };
    return signHmacMessage(formatClientMessage({ ...envelope, jobId, ...content }), sessionKey);
  }
}

function orderOf(body: Buffer | undefined): Order {
  const { type, job_id: jobId } = Object(JSON.parse(String(body)));
  return { type: String(type), jobId: typeof jobId === 'string' ? jobId : null };
}
