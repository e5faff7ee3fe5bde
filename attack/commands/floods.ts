import { randomUUID } from 'node:crypto';
import type { BySize } from '../../bench/run/benchmark.ts';
import { Random } from '../../simulator/node/random.ts';
import type { AttackTarget, Sent, Storm } from '../attack.ts';
import { after, wait } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import type { NodeConnection } from '../raw/node-connection.ts';
import { withRogue } from '../raw/rogue-node.ts';

const LAST_MS: BySize<number> = { full: 15_000, quick: 5_000, smoke: 200 };
const FRAMES: BySize<number> = { full: 2_500, quick: 2_500, smoke: 20 };
const FRAME_BYTES: BySize<number> = { full: 900_000, quick: 900_000, smoke: 1_000 };
const BAD_MESSAGES: BySize<number> = { full: 100_000, quick: 20_000, smoke: 100 };
const FLOODERS = 5;
const AT_ONCE = 50;
/** About: header and body. */
const HEARTBEAT_BYTES = 330;
const SEED = 'bad messages';
const MOST_FRAMES = 5;
const MOST_BYTES = 400;

export const manyFrames: Storm = {
  kind: 'storm',
  name: 'commands/many-frames',
  about: 'a node that was let in sends one message of 2,500 frames of 900 KB',
  run: (target, size) =>
    withRogue(target, 'rogue-frames', async (node): Promise<Sent> => {
      const frame = Buffer.alloc(FRAME_BYTES[size], 1);
      // it may never be taken
      await Promise.race([node.send(Array<Buffer>(FRAMES[size]).fill(frame)), wait(LAST_MS[size])]);
      await wait(LAST_MS[size]);
      return { count: FRAMES[size], what: 'frames', bytes: FRAMES[size] * FRAME_BYTES[size] };
    }),
};

export const badMessages: Storm = {
  kind: 'storm',
  name: 'commands/bad-messages',
  about: 'a node that was let in sends 100,000 messages that are none',
  run: (target, size) =>
    withRogue(target, 'rogue-messages', async (node): Promise<Sent> => {
      const random = new Random(SEED);
      let bytes = 0;
      for (let left = BAD_MESSAGES[size]; left > 0; left--) {
        const frames = Array.from({ length: 1 + Math.floor(random.between(0, MOST_FRAMES)) }, () =>
          Buffer.alloc(Math.floor(random.between(0, MOST_BYTES)), Math.floor(random.between(0, 256))),
        );
        bytes += frames.reduce((sum, { byteLength }) => sum + byteLength, 0);
        await node.send(frames);
      }
      return { count: BAD_MESSAGES[size], what: 'messages', bytes };
    }),
};

/** Some nodes say one thing after the other for as long as the attack lasts. */
async function flood(
  target: AttackTarget,
  lastMs: number,
  prefix: string,
  say: (node: NodeConnection) => Promise<void>,
): Promise<Sent> {
  const until = after(lastMs);
  let count = 0;
  await crowd(FLOODERS, FLOODERS, (index) =>
    withRogue(target, `${prefix}-${index}`, async (node) => {
      while (!until.aborted) {
        for (let left = AT_ONCE; left > 0; left--) await say(node);
        count += AT_ONCE;
        // what is taken at once would never let this process hear that it is over
        await wait(0);
      }
    }),
  );
  return { count, what: 'messages', bytes: count * HEARTBEAT_BYTES };
}

export const heartbeatFlood: Storm = {
  kind: 'storm',
  name: 'commands/heartbeat-flood',
  about: 'five nodes that were let in send heartbeats without end',
  run: (target, size) =>
    flood(target, LAST_MS[size], 'rogue-flood', (node) => node.say({ type: 'heartbeat', jobState: 'idle' })),
};

export const newLives: Storm = {
  kind: 'storm',
  name: 'commands/new-lives',
  about: 'five nodes that were let in begin a new incarnation with each heartbeat',
  run: (target, size) =>
    flood(target, LAST_MS[size], 'rogue-lives', (node) =>
      node.say({ type: 'heartbeat', jobState: 'idle' }, randomUUID()),
    ),
};
