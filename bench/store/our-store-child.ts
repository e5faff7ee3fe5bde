import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JobRecord } from '../../server/job/job-record.ts';
import { type NodeInJob, UNHEARD } from '../../server/job/node-in-job.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { Store } from '../../server/store/store.ts';
import { answer } from '../process/child-answer.ts';
import { numberedNodeNames, timed, type Writes, type WriteTimes } from './rows.ts';

/** Our store, asked as the server asks it. */
const ORG = 'dev';
const SUCCEEDED: NodeInJob = { status: 'succeeded', started: true, endedBy: 'succeeded' };
let store: Store;

const commands = {
  async open(folder: string): Promise<void> {
    store = await openStore({ file: join(folder, 'ours.sqlite') });
    await store.organisations.insert({ name: ORG, fullName: ORG, id: randomBytes(16).toString('hex') });
  },
  async write({ jobs, nodesEach, nodes }: Writes): Promise<WriteTimes> {
    const names = numberedNodeNames(nodes);
    const large = newJob(names);
    await store.jobs.insert(large);
    const many = Array.from({ length: jobs }, () => newJob(names.slice(0, nodesEach)));
    return {
      jobsMs: await timed(() => Promise.all(many.map((job) => store.jobs.insert(job)))),
      jobNodesMs: await timed(() => {
        for (const name of names) store.jobs.saveNodes(large.id, [[name, SUCCEEDED]]);
        return store.flushed();
      }),
      nodesMs: await timed(() => {
        for (const name of names) store.nodes.saveStatus(ORG, name, 'up', Date.now());
        return store.flushed();
      }),
    };
  },
};

export type OurStoreCommands = typeof commands;

function newJob(nodes: readonly string[]): JobRecord {
  const request = {
    command: 'chef-client',
    nodes,
    runTimeoutSeconds: 3_600,
    quorum: 1,
    captureOutput: false,
  };
  return {
    id: randomBytes(16).toString('hex'),
    org: ORG,
    requestedBy: 'admin',
    createdAtMs: Date.now(),
    updatedAtMs: Date.now(),
    status: 'voting',
    request,
    nodes: nodes.map((node) => [node, UNHEARD]),
  };
}

answer(commands);
