import assert from 'node:assert/strict';
import test from 'node:test';
import { statusesOf } from '../../job/testing/standing.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { openStore } from '../open-store.ts';
import { connect } from '../sqlite/connection.ts';
import { newDatabasePath } from '../testing/store-fixture.ts';
import { MIGRATIONS } from './index.ts';

/** A database as the first version made it, with one job over a node of each kind. */
const FIRST_VERSION = `
  INSERT INTO organisations VALUES ('dev', 'Development', '${'d'.repeat(32)}');
  INSERT INTO jobs VALUES (1, 'old', 'dev', 'admin', 1, 2, 'complete', 300, 1, 0, NULL, NULL, NULL, 'uptime', NULL);
  INSERT INTO job_nodes VALUES (1, 'web1', 0, 'succeeded'), (1, 'web2', 1, 'failed'), (1, 'web3', 2, 'crashed'),
    (1, 'web4', 3, 'timed_out'), (1, 'web5', 4, 'was_ready'), (1, 'web6', 5, 'unavailable'), (1, 'web7', 6, 'nacked');
`;

test('jobs of a database of the first version keep their nodes; who may have started counts as started', async (t) => {
  const file = await newDatabasePath(t);
  const connection = await connect(file);
  await schemaVersion(connection, file, MIGRATIONS.slice(0, 1));
  await migrate(connection, 0, MIGRATIONS.slice(0, 1));
  await connection.script(FIRST_VERSION);
  await connection.close();

  const store = await openStore({ file });
  t.after(() => store.close());
  const job = await store.jobs.get('dev', 'old');
  assert.deepEqual(statusesOf(job?.nodes), [
    ['web1', 'succeeded'],
    ['web2', 'failed'],
    ['web3', 'crashed'],
    ['web4', 'timed_out'],
    ['web5', 'was_ready'],
    ['web6', 'unavailable'],
    ['web7', 'nacked'],
  ]);
  const pasts = [...(job?.nodes ?? [])].map(([, { started, endedBy }]) => [started, endedBy]);
  assert.deepEqual(
    pasts,
    [true, true, true, true, false, false, false].map((started) => [started, undefined]),
  );
});
