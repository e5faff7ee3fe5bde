// A process to be killed: inserts 200 jobs at once, again and again, and tells each that is stored.

import { standing } from '../../job/testing/standing.ts';
import { openStore } from '../open-store.ts';
import { DEV, jobRecord } from './store-fixture.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('name the database');
const store = await openStore({ file });
await store.organisations.insert(DEV);

async function insert(id: string): Promise<void> {
  const job = jobRecord(id, [
    ['web2', 'new'],
    ['web1', 'new'],
  ]);
  await store.jobs.insert(job);
  store.jobs.saveNodes(id, [['web1', standing('ready')]]);
  process.stdout.write(`${id} stored\n`);
}

for (let round = 0; ; round += 1) {
  await Promise.all(Array.from({ length: 200 }, (_, index) => insert(`${round}-${index}`)));
}
