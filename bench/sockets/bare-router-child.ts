import { Context, Router } from 'zeromq';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { answer } from '../process/child-answer.ts';
import { cpuMicros, residentBytes, sampleWork, type WorkSample } from '../process/usage.ts';
import type { Address } from './address.ts';
import { receiveAll } from './receive-all.ts';
import { SerialSender } from './serial-sender.ts';
import { startZapHandler } from './zap-handler.ts';

/** The floor of every broker benchmark: a ROUTER with CURVE that counts what it receives and knows nothing of it. */
const context = new Context({ maxSockets: 16 });
const router = new Router({ context, linger: 0, curveServer: true, backlog: 4_096 });
const sending = new SerialSender(router);
const peers = new Map<string, Buffer>();
let received = 0;
let awaited = Number.POSITIVE_INFINITY;
let allCame = (): void => undefined;

const commands = {
  async start({ zap }: { readonly zap: boolean }): Promise<Address> {
    if (zap) await startZapHandler(context);
    const { publicKey, secretKey } = newCurveKeyPair();
    router.curveSecretKey = secretKey;
    await router.bind('tcp://127.0.0.1:*');
    void receiveAll(router, take);
    return { address: router.lastEndpoint ?? '', serverKey: publicKey };
  },
  sample: (): WorkSample => sampleWork(received),
  memory: (): Promise<number> => residentBytes(),
  cpu: (): number => cpuMicros(),
  /** Sends these frames to every peer and resolves when each has answered, `times` over; milliseconds. */
  async roundTrips({
    frames,
    times,
  }: {
    readonly frames: readonly string[];
    readonly times: number;
  }): Promise<number> {
    const startMs = performance.now();
    for (let time = 0; time < times; time++) {
      const answered = untilReceived(received + peers.size);
      for (const identity of peers.values()) sending.send([identity, ...frames]);
      await answered;
    }
    return performance.now() - startMs;
  },
};

export type BareRouterCommands = typeof commands;

function take([identity, ...frames]: readonly Buffer[]): void {
  received += 1;
  if (received >= awaited) allCame();
  if (identity === undefined) return;
  // only a first word is answered, so that the peer knows its connection works
  if (frames.length === 1) {
    peers.set(identity.toString('latin1'), identity);
    sending.send([identity, 'welcome']);
  }
}

function untilReceived(count: number): Promise<void> {
  return new Promise((resolve) => {
    awaited = count;
    allCame = resolve;
  });
}

answer(commands);
