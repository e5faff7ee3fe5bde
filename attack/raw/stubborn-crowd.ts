import type { Sent } from '../attack.ts';
import { after, dial, wait, written } from './connection.ts';
import { crowd } from './crowd.ts';

/** So many connect in a millisecond, so that this process is not in its own way. */
const A_MILLISECOND = 5;

/** Many connections say the same beginning and nothing more; each that is cut off comes again. */
export async function stubbornCrowd(
  url: string,
  count: number,
  lastMs: number,
  said: Uint8Array,
): Promise<Sent> {
  const until = after(lastMs);
  let made = 0;
  await crowd(count, count, async (index) => {
    await wait(index / A_MILLISECOND, until);
    while (!until.aborted) {
      const socket = dial(url).resume();
      made += 1;
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      await written(socket, said);
      await Promise.race([closed, wait(lastMs, until)]);
      socket.destroy();
    }
  });
  return { count: made, what: 'connections', bytes: made * said.byteLength };
}
