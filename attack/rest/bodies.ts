import type { Socket } from 'node:net';
import type { BySize, Size } from '../../bench/run/benchmark.ts';
import type { AttackTarget, Sent, Storm } from '../attack.ts';
import { dial, opened, wait, written } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests } from '../raw/request.ts';

const POSTS: BySize<number> = { full: 1_500, quick: 400, smoke: 3 };
const HOLD_MS: BySize<number> = { full: 5_000, quick: 3_000, smoke: 100 };
/** What is not taken within this time is not sent. */
const SEND_WITHIN_MS = 30_000;
const BODY_BYTES = 1_000_000;

/** Posts that announce a body and send all of it but the last byte, held together. */
async function post(
  target: AttackTarget,
  size: Size,
  signed: boolean,
  announced: number | 'chunked',
): Promise<Sent> {
  const count = POSTS[size];
  const head = new RawRequests(target).bytes({ method: 'POST', path: 'jobs', signed, announced });
  const chunk = announced === 'chunked' ? `${BODY_BYTES.toString(16)}\r\n` : '';
  const body = Buffer.alloc(BODY_BYTES - 1, ' ');
  const sockets: Socket[] = [];
  const sent = crowd(count, count, async () => {
    const socket = dial(target.url).resume();
    sockets.push(socket);
    await opened(socket);
    await written(socket, Buffer.concat([head, Buffer.from(chunk), body]));
  });
  await Promise.race([sent, wait(SEND_WITHIN_MS)]);
  await wait(HOLD_MS[size]);
  const bytes = sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  for (const socket of sockets) socket.destroy();
  return { count, what: 'requests', bytes };
}

export const unsignedBodies: Storm = {
  kind: 'storm',
  name: 'rest/unsigned-bodies',
  about: 'posts of a megabyte without a signature, which do not end',
  run: (target, size) => post(target, size, false, BODY_BYTES),
};

export const signedBodies: Storm = {
  kind: 'storm',
  name: 'rest/signed-bodies',
  about: 'signed posts of a megabyte, which do not end',
  run: (target, size) => post(target, size, true, BODY_BYTES),
};

export const chunkedBodies: Storm = {
  kind: 'storm',
  name: 'rest/chunked-bodies',
  about: 'signed posts of unknown length, a megabyte sent of each, which do not end',
  run: (target, size) => post(target, size, true, 'chunked'),
};
