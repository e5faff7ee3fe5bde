import type { BySize } from '../../bench/run/benchmark.ts';
import type { AttackTarget, Sent, Storm } from '../attack.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests } from '../raw/request.ts';

interface Jobs {
  readonly jobs: number;
  /** In each; none is a node's. */
  readonly names: number;
  readonly atOnce: number;
}

const ONE_LARGE: BySize<Jobs> = {
  full: { jobs: 1, names: 130_000, atOnce: 1 },
  quick: { jobs: 1, names: 130_000, atOnce: 1 },
  smoke: { jobs: 1, names: 500, atOnce: 1 },
};
const TEN_LARGE: BySize<Jobs> = {
  full: { jobs: 10, names: 130_000, atOnce: 10 },
  quick: { jobs: 10, names: 130_000, atOnce: 10 },
  smoke: { jobs: 2, names: 500, atOnce: 2 },
};
/** As large as a job may be by default. */
const ALLOWED: BySize<Jobs> = {
  full: { jobs: 40, names: 50_000, atOnce: 10 },
  quick: { jobs: 15, names: 50_000, atOnce: 5 },
  smoke: { jobs: 2, names: 500, atOnce: 2 },
};
const MANY: BySize<Jobs> = {
  full: { jobs: 1_000, names: 1_000, atOnce: 50 },
  quick: { jobs: 200, names: 1_000, atOnce: 50 },
  smoke: { jobs: 3, names: 20, atOnce: 3 },
};
const LONG_COMMANDS: BySize<{ readonly jobs: number; readonly characters: number }> = {
  full: { jobs: 300, characters: 900_000 },
  quick: { jobs: 60, characters: 900_000 },
  smoke: { jobs: 2, characters: 10_000 },
};
const LONG_AT_ONCE = 10;

async function post(target: AttackTarget, { jobs, names, atOnce }: Jobs): Promise<Sent> {
  const requests = new RawRequests(target);
  let bytes = 0;
  await crowd(jobs, atOnce, async (index) => {
    const nodes = Array.from({ length: names }, (_, each) => `${index.toString(36)}-${each.toString(36)}`);
    const body = JSON.stringify({ command: 'true', nodes });
    bytes += body.length;
    await requests.ask({ method: 'POST', path: 'jobs', body });
  });
  return { count: jobs, what: 'jobs', bytes };
}

const jobStorm = (name: string, about: string, jobs: BySize<Jobs>): Storm => ({
  kind: 'storm',
  name: `rest/${name}`,
  about,
  run: (target, size) => post(target, jobs[size]),
});

export const oneLargeJob = jobStorm('one-large-job', 'one job of 130,000 names', ONE_LARGE);
export const tenLargeJobs = jobStorm('ten-large-jobs', 'ten jobs of 130,000 names at once', TEN_LARGE);
export const largestJobs = jobStorm('largest-jobs', 'forty jobs of 50,000 names, ten at once', ALLOWED);
export const manyJobs = jobStorm('many-jobs', '1,000 jobs of 1,000 names, 50 at once', MANY);

export const longCommands: Storm = {
  kind: 'storm',
  name: 'rest/long-commands',
  about: '300 jobs with commands of 900,000 characters, ten at once',
  async run(target, size) {
    const { jobs, characters } = LONG_COMMANDS[size];
    const requests = new RawRequests(target);
    const command = 'x'.repeat(characters);
    await crowd(jobs, LONG_AT_ONCE, () => requests.startJob(command, ['nobody']));
    return { count: jobs, what: 'jobs', bytes: jobs * characters };
  },
};
