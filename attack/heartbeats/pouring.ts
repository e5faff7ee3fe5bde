import type { Socket } from 'node:net';
import type { BySize } from '../../bench/run/benchmark.ts';
import { formatCommand } from '../../protocol/zmtp/command.ts';
import type { AttackTarget, Sent, Storm } from '../attack.ts';
import { after, opened, pour } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { announceFrame, dialSubscriber, formatSubscribe } from '../raw/subscriber.ts';

const LAST_MS: BySize<number> = { full: 15_000, quick: 5_000, smoke: 200 };
const FEW = 3;
const MANY: BySize<number> = { full: 100, quick: 50, smoke: 3 };
const JUNK = Buffer.alloc(65_536, 1);
const ANNOUNCED_BYTES = 20_000_000_000n;
const SUBSCRIPTIONS_AT_ONCE = 200;
const TOPIC_CHARACTERS = 200;
const PINGS = Buffer.concat(Array<Buffer>(500).fill(formatCommand('PING', Buffer.alloc(18))));

/** Pours bytes into each of some connections; one that is cut off is opened anew. */
async function pourInto(
  target: AttackTarget,
  lastMs: number,
  connections: number,
  open: (socket: Socket) => () => Uint8Array,
): Promise<Sent> {
  const until = after(lastMs);
  let [count, bytes] = [0, 0];
  await crowd(connections, connections, async () => {
    while (!until.aborted) {
      const socket = dialSubscriber(target);
      await opened(socket);
      await pour(socket, open(socket), until);
      count += 1;
      bytes += socket.bytesWritten;
      socket.destroy();
    }
  });
  return { count, what: 'connections', bytes };
}

export const endlessFrame: Storm = {
  kind: 'storm',
  name: 'heartbeats/endless-frame',
  about: 'three connections each announce a frame of 20 GB and send it',
  run: (target, size) =>
    pourInto(target, LAST_MS[size], FEW, (socket) => {
      socket.write(announceFrame(ANNOUNCED_BYTES));
      return () => JUNK;
    }),
};

export const subscriptions: Storm = {
  kind: 'storm',
  name: 'heartbeats/subscriptions',
  about: 'three connections subscribe to one topic after the other',
  run(target, size) {
    let number = 0;
    const some = () =>
      Buffer.concat(
        Array.from({ length: SUBSCRIPTIONS_AT_ONCE }, () =>
          formatSubscribe(String(number++).padStart(TOPIC_CHARACTERS, 'x')),
        ),
      );
    return pourInto(target, LAST_MS[size], FEW, () => some);
  },
};

export const pings: Storm = {
  kind: 'storm',
  name: 'heartbeats/pings',
  about: '100 connections send pings and read no answer',
  run: (target, size) =>
    pourInto(target, LAST_MS[size], MANY[size], (socket) => {
      socket.pause();
      return () => PINGS;
    }),
};
