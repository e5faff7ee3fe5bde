import type { Socket } from 'node:net';
import type { AttackTarget, Sent } from '../attack.ts';
import { dial, opened, wait, written } from './connection.ts';
import { crowd } from './crowd.ts';

const AT_ONCE = 100;

/** Many connections send the same, read nothing, and are held while something else is done. */
export async function muteCrowd(
  target: AttackTarget,
  {
    count,
    request,
    holdMs,
  }: {
    readonly count: number;
    readonly request: Buffer | ((index: number) => Buffer);
    readonly holdMs: number;
  },
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Sent> {
  const sockets: Socket[] = [];
  let bytes = 0;
  await crowd(count, AT_ONCE, async (index) => {
    const socket = dial(target.url);
    socket.pause();
    sockets.push(socket);
    await opened(socket);
    const said = typeof request === 'function' ? request(index) : request;
    bytes += said.byteLength;
    await written(socket, said);
  });
  await meanwhile();
  await wait(holdMs);
  for (const socket of sockets) socket.destroy();
  return { count, what: 'requests', bytes };
}
