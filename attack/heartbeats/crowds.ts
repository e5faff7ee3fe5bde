import type { Socket } from 'node:net';
import type { BySize } from '../../bench/run/benchmark.ts';
import type { Storm } from '../attack.ts';
import { after, opened, wait, written } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { stubbornCrowd } from '../raw/stubborn-crowd.ts';
import { announceFrame, dialSubscriber, formatSubscribe, GREETING } from '../raw/subscriber.ts';

const LAST_MS: BySize<number> = { full: 15_000, quick: 5_000, smoke: 200 };
const CROWD: BySize<number> = { full: 9_000, quick: 2_000, smoke: 5 };
const AT_ONCE = 100;
const KNOCKERS: BySize<number> = { full: 50, quick: 20, smoke: 2 };
/** As much as one may hold by default. */
const SUBSCRIPTIONS = 16;
const TOPIC_CHARACTERS = 128;
const FRAME_BYTES = 512;

export const fullCrowd: Storm = {
  kind: 'storm',
  name: 'heartbeats/full-crowd',
  about: '9,000 connections hold all that they may, and half a frame more',
  async run(target, size) {
    const topics = Array.from({ length: SUBSCRIPTIONS }, (_, index) =>
      formatSubscribe(String(index).padStart(TOPIC_CHARACTERS, 'x')),
    );
    const said = Buffer.concat([
      ...topics,
      announceFrame(BigInt(FRAME_BYTES)),
      Buffer.alloc(FRAME_BYTES - 12),
    ]);
    const sockets: Socket[] = [];
    await crowd(CROWD[size], AT_ONCE, async () => {
      const socket = dialSubscriber(target).pause();
      sockets.push(socket);
      await opened(socket);
      await written(socket, said);
    });
    await wait(LAST_MS[size]);
    const held = sockets.filter(({ destroyed }) => !destroyed).length;
    const bytes = sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
    for (const socket of sockets) socket.destroy();
    return { count: held, what: 'connections held', bytes };
  },
};

export const halfGreetings: Storm = {
  kind: 'storm',
  name: 'heartbeats/half-greetings',
  about: '9,000 connections do not end their greeting; each that is cut off comes again',
  run: (target, size) =>
    stubbornCrowd(target.heartbeat, CROWD[size], LAST_MS[size], GREETING.subarray(0, GREETING.length / 2)),
};

export const knocking: Storm = {
  kind: 'storm',
  name: 'heartbeats/knocking',
  about: '50 connect and hang up as fast as they can',
  async run(target, size) {
    const until = after(LAST_MS[size]);
    let count = 0;
    await crowd(KNOCKERS[size], KNOCKERS[size], async () => {
      while (!until.aborted) {
        const socket = dialSubscriber(target);
        await Promise.race([
          new Promise<void>((resolve) => socket.once('data', () => resolve()).once('close', () => resolve())),
          wait(LAST_MS[size], until),
        ]);
        socket.destroy();
        count += 1;
      }
    });
    return { count, what: 'connections', bytes: 0 };
  },
};
