import type { Connection } from '../../sqlite/connection.ts';
import type { Bulk } from '../../sqlite/write-queue.ts';
import type { NodeJobStatus } from '../job/job-record.ts';

type NodeStatuses = readonly (readonly [node: string, status: NodeJobStatus])[];

/** All nodes of a job that was just inserted, in their order, by one statement. */
export async function insertJobNodes(
  connection: Connection,
  jobId: string,
  nodes: NodeStatuses,
): Promise<void> {
  await connection.run(
    `INSERT INTO job_nodes (job, node, position, status)
       SELECT jobs.number, entry.value ->> 0, entry.key, entry.value ->> 1
       FROM jobs CROSS JOIN json_each(?2) AS entry WHERE jobs.id = ?1`,
    jobId,
    JSON.stringify(nodes),
  );
}

/** As an upsert, since UPDATE … FROM walks all of job_nodes. CROSS JOIN keeps this order, each step by index. */
export const SAVE_NODE_STATUSES = `
  INSERT INTO job_nodes (job, node, position, status)
    SELECT job_nodes.job, job_nodes.node, job_nodes.position, entry.value ->> 2
      FROM json_each(?) AS entry
        CROSS JOIN jobs ON jobs.id = entry.value ->> 0
        CROSS JOIN job_nodes ON job_nodes.job = jobs.number AND job_nodes.node = entry.value ->> 1
      WHERE true
    ON CONFLICT DO UPDATE SET status = excluded.status`;

/** By job and then by node: of several statuses only the last is written. */
type GatheredStatuses = Map<string, Map<string, NodeJobStatus>>;

export const nodeStatusChanges: Bulk<{ id: string; changes: NodeStatuses }, GatheredStatuses> = {
  start: () => new Map(),
  add: (gathered, { id, changes }) => {
    let job = gathered.get(id);
    if (job === undefined) {
      job = new Map();
      gathered.set(id, job);
    }
    for (const [node, status] of changes) job.set(node, status);
  },
  store: async (connection, gathered) => {
    const rows = [...gathered].flatMap(([id, job]) => [...job].map(([node, status]) => [id, node, status]));
    await connection.run(SAVE_NODE_STATUSES, JSON.stringify(rows));
  },
};
