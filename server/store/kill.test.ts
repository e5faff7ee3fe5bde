import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStore } from './open-store.ts';
import { newDatabasePath } from './testing/store-fixture.ts';

const INSERT_JOBS = fileURLToPath(new URL('./testing/insert-jobs.ts', import.meta.url));

/** Kills the inserting process when it has told of so many jobs; gives all that it told. */
async function insertUntilKilled(t: TestContext, file: string, count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', INSERT_JOBS, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const told: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    told.push(line);
    if (told.length === count) child.kill('SIGKILL');
  });
  await once(lines, 'close');
  // A line that was cut short by the kill tells nothing.
  return told.filter((line) => line.endsWith(' stored')).map((line) => line.replace(' stored', ''));
}

for (const count of [1, 50, 333]) {
  test(`a process killed after telling of ${count} jobs among 200 at once has lost none of them`, async (t) => {
    const file = await newDatabasePath(t);
    const told = await insertUntilKilled(t, file, count);
    assert.ok(told.length >= count);

    const store = await openStore({ file });
    t.after(() => store.close());
    const stored = new Set(await store.jobs.ids('dev'));
    assert.deepEqual(
      told.filter((id) => !stored.has(id)),
      [],
    );
    for (const id of [told[0] ?? '', ...[...stored].slice(-3)]) {
      const job = await store.jobs.get('dev', id);
      assert.deepEqual(job?.request.nodes, ['web2', 'web1'], `job ${id} is whole`);
    }
  });
}
