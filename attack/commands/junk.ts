import type { BySize } from '../../bench/run/benchmark.ts';
import { formatGreetingEnd, GREETING_START } from '../../protocol/zmtp/greeting.ts';
import type { Storm } from '../attack.ts';
import { after, dial, opened, pour } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';

const LAST_MS: BySize<number> = { full: 15_000, quick: 5_000, smoke: 200 };
const CONNECTIONS: BySize<number> = { full: 20, quick: 20, smoke: 2 };
const JUNK = Buffer.concat([GREETING_START, formatGreetingEnd('CURVE', false), Buffer.alloc(60_000, 7)]);

export const junk: Storm = {
  kind: 'storm',
  name: 'commands/junk',
  about: '20 connections greet and pour what means nothing; one that is cut off comes again',
  async run(target, size) {
    const until = after(LAST_MS[size]);
    let [count, bytes] = [0, 0];
    await crowd(CONNECTIONS[size], CONNECTIONS[size], async () => {
      while (!until.aborted) {
        const socket = dial(target.command).resume();
        await opened(socket);
        await pour(socket, () => JUNK, until);
        count += 1;
        bytes += socket.bytesWritten;
        socket.destroy();
      }
    });
    return { count, what: 'connections', bytes };
  },
};
