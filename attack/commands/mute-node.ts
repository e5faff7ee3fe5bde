import type { BySize } from '../../bench/run/benchmark.ts';
import type { Sent, Storm } from '../attack.ts';
import { wait } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests } from '../raw/request.ts';
import { withRogue } from '../raw/rogue-node.ts';

const JOBS: BySize<number> = { full: 600, quick: 200, smoke: 2 };
const COMMAND_CHARACTERS: BySize<number> = { full: 900_000, quick: 900_000, smoke: 1_000 };
const HOLD_MS: BySize<number> = { full: 10_000, quick: 3_000, smoke: 100 };
const POSTED_AT_ONCE = 4;
/** More than one job at a time is for a node that is there in the eyes of the server alone. */
const HEARTBEAT_EVERY = 20;

export const muteNode: Storm = {
  kind: 'storm',
  name: 'commands/mute-node',
  about: 'a node that was let in and never reads is given 600 jobs with commands of 900 KB',
  run: (target, size) =>
    withRogue(target, 'rogue-mute', async (node): Promise<Sent> => {
      const requests = new RawRequests(target);
      const command = 'x'.repeat(COMMAND_CHARACTERS[size]);
      await crowd(JOBS[size], POSTED_AT_ONCE, async (index) => {
        if (index % HEARTBEAT_EVERY === 0) await node.say({ type: 'heartbeat', jobState: 'idle' });
        await requests.startJob(command, [node.node]);
      });
      await wait(HOLD_MS[size]);
      return { count: JOBS[size], what: 'jobs', bytes: JOBS[size] * command.length };
    }),
};
