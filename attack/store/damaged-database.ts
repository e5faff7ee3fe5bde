import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import type { BySize } from '../../bench/run/benchmark.ts';
import { jobs } from '../../protocol/client/api.ts';
import { Random } from '../../simulator/node/random.ts';
import { asAdmin } from '../access/honest-node.ts';
import type { Trial } from '../attack.ts';
import { InnocentRequests } from '../processes/innocent-requests.ts';
import { NotServing, Serve } from '../processes/serve.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests } from '../raw/request.ts';

const COPIES: BySize<number> = { full: 40, quick: 10, smoke: 1 };
const JOBS: BySize<number> = { full: 300, quick: 300, smoke: 5 };
const POSTED_AT_ONCE = 8;
const DATABASE = 'push-jobs.sqlite';
const PAGE_BYTES = 4_096;
const PAGES_HIT = 6;
const CUT_SHARE = 0.6;
const USAGE = 2;
const OK = 200;
/** Jobs that are looked at, of all. */
const ASKED_JOBS = 40;
/** A word of what is wrong, wherever it is said. */
const SAID = /damage|corrupt|malformed|salvage|check-data/i;

/** Ways in which a file is damaged by a bad disk, a bad copy, or a bad editor. */
const DAMAGES: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  // some pages are other bytes
  (bytes, random) => {
    for (let left = PAGES_HIT; left > 0; left--) {
      const page = 1 + Math.floor(random.between(0, bytes.byteLength / PAGE_BYTES - 1));
      bytes.fill(Math.floor(random.between(0, 256)), page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
    }
    return bytes;
  },
  // the end is missing
  (bytes) => bytes.subarray(0, Math.floor((bytes.byteLength * CUT_SHARE) / PAGE_BYTES) * PAGE_BYTES),
  // single bytes are others
  (bytes, random) => {
    for (let left = bytes.byteLength / PAGE_BYTES; left > 0; left--)
      bytes[Math.floor(random.between(100, bytes.byteLength))] = Math.floor(random.between(0, 256));
    return bytes;
  },
  // two pages have changed places
  (bytes, random) => {
    const pages = Math.floor(bytes.byteLength / PAGE_BYTES);
    const [a, b] = [
      1 + Math.floor(random.between(0, pages - 1)),
      1 + Math.floor(random.between(0, pages - 1)),
    ];
    const kept = Buffer.from(bytes.subarray(a * PAGE_BYTES, (a + 1) * PAGE_BYTES));
    bytes.copyWithin(a * PAGE_BYTES, b * PAGE_BYTES, (b + 1) * PAGE_BYTES);
    kept.copy(bytes, b * PAGE_BYTES);
    return bytes;
  },
];

/** What came of a start on a damaged copy; a fault where it is neither refused, nor said, nor without any consequence. */
type Came = 'refused' | 'said' | 'unharmed' | { readonly fault: string };

async function start(data: string, ids: readonly string[]): Promise<Came> {
  let serve: Serve;
  try {
    serve = await Serve.start({ data });
  } catch (error) {
    if (!(error instanceof NotServing)) throw error;
    return error.how === USAGE && SAID.test(error.message)
      ? 'refused'
      : { fault: error.message.slice(0, 300) };
  }
  try {
    const requests = new InnocentRequests(serve.target);
    const paths = ['jobs', 'node_states', ...ids.map((id) => `jobs/${id}`)];
    const answers = await Promise.all(paths.map((path) => requests.ask('GET', path)));
    const wrong = answers.filter(({ status }) => status !== OK);
    if (serve.log.some((line) => SAID.test(line))) return 'said';
    if (wrong.length === 0) return 'unharmed';
    const fault = `it serves without a word, and answers ${wrong.length} of ${answers.length} requests ${wrong[0]?.status} ${wrong[0]?.text.slice(0, 100)}`;
    return { fault };
  } finally {
    await serve.stop();
  }
}

export const damagedDatabase: Trial = {
  kind: 'trial',
  name: 'store/damaged-database',
  about: 'the server is started on damaged copies of its database',
  async run(size) {
    const whole = newTempFolder();
    const came: Came[] = [];
    try {
      const serve = await Serve.start({ data: whole });
      const requests = new RawRequests(serve.target);
      await crowd(JOBS[size], POSTED_AT_ONCE, () => requests.startJob('x'.repeat(500), ['nobody']));
      const ids = await asAdmin(serve.target, async (admin) =>
        (await jobs(admin)).map(({ id }) => id).slice(0, ASKED_JOBS),
      );
      await serve.stop();
      const random = new Random('damaged database');
      for (let number = 0; number < COPIES[size]; number++) {
        const copy = newTempFolder();
        try {
          cpSync(whole, copy, { recursive: true });
          const file = join(copy, DATABASE);
          const damage = DAMAGES[number % DAMAGES.length];
          if (damage) writeFileSync(file, damage(readFileSync(file), random));
          came.push(await start(copy, ids));
        } finally {
          removeTempFolder(copy);
        }
      }
    } finally {
      removeTempFolder(whole);
    }
    const count = (word: Came) => came.filter((each) => each === word).length;
    return {
      figure: `${came.length} copies: ${count('refused')} refused, ${count('said')} served with a word, ${count('unharmed')} without harm`,
      faults: came.flatMap((each, index) =>
        typeof each === 'string' ? [] : [`copy ${index + 1}: ${each.fault}`],
      ),
    };
  },
};
