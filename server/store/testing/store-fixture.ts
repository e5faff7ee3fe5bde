import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { NodeJobStatus } from '../../../protocol/node-job-status.ts';
import type { JobRecord } from '../../job/job-record.ts';
import { standing } from '../../job/testing/standing.ts';
import { openStore } from '../open-store.ts';
import type { Organisation, Store } from '../store.ts';

export const DEV: Organisation = { name: 'dev', fullName: 'Development', id: 'd'.repeat(32) };
export const OPS: Organisation = { name: 'ops', fullName: 'Operations', id: 'e'.repeat(32) };

/** A store in memory with two organisations. What it cannot write behind fails the test. */
export async function storeInMemory(t: TestContext): Promise<Store> {
  const errors: Error[] = [];
  const store = await openStore({ file: ':memory:', onError: (error) => errors.push(error) });
  t.after(async () => {
    await store.close();
    if (errors.length > 0) throw new AggregateError(errors);
  });
  await store.organisations.insert(DEV);
  await store.organisations.insert(OPS);
  return store;
}

/** Path of a database that does not exist yet, in a folder that goes with the test. */
export async function newDatabasePath(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-store-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'store.db');
}

/** A job in `dev` over the named nodes. */
export function jobRecord(
  id: string,
  nodes: readonly (readonly [string, NodeJobStatus])[] = [['web1', 'new']],
  changes: Partial<JobRecord> = {},
): JobRecord {
  return {
    id,
    org: 'dev',
    requestedBy: 'admin',
    createdAtMs: 1_346_799_662_000,
    updatedAtMs: 1_346_800_676_000,
    status: 'voting',
    request: {
      command: 'uptime',
      nodes: nodes.map(([name]) => name),
      runTimeoutSeconds: 300,
      quorum: nodes.length,
      captureOutput: false,
    },
    nodes: nodes.map(([node, status]) => [node, standing(status)]),
    ...changes,
  };
}
