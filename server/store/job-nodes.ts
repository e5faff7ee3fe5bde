import type { NodeEnd, NodeInJob } from '../job/node-in-job.ts';
import type { Connection } from './sqlite/connection.ts';
import type { Bulk } from './sqlite/write-queue.ts';

/** Where nodes of one job stand. */
export type JobNodes = readonly (readonly [node: string, stands: NodeInJob])[];

/** A node of a job as one JSON array, with 0 and 1 for whether its command has started. */
type StoredNode = readonly [
  node: string,
  status: NodeInJob['status'],
  started: 0 | 1,
  endedBy: NodeEnd | null,
];

/** The nodes of a job as one JSON text, which costs the main thread far less than a row each. */
export const NODES_OF_JOB = `SELECT json_group_array(json_array(node, status, started, ended_by) ORDER BY position)
  FROM job_nodes WHERE job = jobs.number`;

/** What `NODES_OF_JOB` selects. */
export function nodesOf(text: string): JobNodes {
  const stored: readonly StoredNode[] = JSON.parse(text);
  return stored.map(([node, status, started, endedBy]) => [
    node,
    { status, started: started === 1, ...(endedBy !== null && { endedBy }) },
  ]);
}

function stored(node: string, { status, started, endedBy }: NodeInJob): StoredNode {
  return [node, status, started ? 1 : 0, endedBy ?? null];
}

/** All nodes of a job that was just inserted, in their order, by one statement. */
export async function insertJobNodes(connection: Connection, jobId: string, nodes: JobNodes): Promise<void> {
  await connection.run(
    `INSERT INTO job_nodes (job, node, position, status, started, ended_by)
       SELECT jobs.number, entry.value ->> 0, entry.key, entry.value ->> 1, entry.value ->> 2, entry.value ->> 3
       FROM jobs CROSS JOIN json_each(?2) AS entry WHERE jobs.id = ?1`,
    jobId,
    JSON.stringify(nodes.map(([node, stands]) => stored(node, stands))),
  );
}

/** As an upsert, since UPDATE … FROM walks all of job_nodes. CROSS JOIN keeps this order, each step by index. */
export const SAVE_JOB_NODES = `
  INSERT INTO job_nodes (job, node, position, status, started, ended_by)
    SELECT job_nodes.job, job_nodes.node, job_nodes.position, entry.value ->> 2, entry.value ->> 3, entry.value ->> 4
      FROM json_each(?) AS entry
        CROSS JOIN jobs ON jobs.id = entry.value ->> 0
        CROSS JOIN job_nodes ON job_nodes.job = jobs.number AND job_nodes.node = entry.value ->> 1
      WHERE true
    ON CONFLICT DO UPDATE SET status = excluded.status, started = excluded.started, ended_by = excluded.ended_by`;

/** By job and then by node: of several changes only the last is written. */
type GatheredNodes = Map<string, Map<string, NodeInJob>>;

export const jobNodeChanges: Bulk<{ id: string; changes: JobNodes }, GatheredNodes> = {
  start: () => new Map(),
  add: (gathered, { id, changes }) => {
    let job = gathered.get(id);
    if (job === undefined) {
      job = new Map();
      gathered.set(id, job);
    }
    for (const [node, stands] of changes) job.set(node, stands);
  },
  merge: (earlier, later) => {
    for (const [id, changes] of later) jobNodeChanges.add(earlier, { id, changes: [...changes] });
  },
  store: async (connection, gathered) => {
    const rows = [...gathered].flatMap(([id, job]) =>
      [...job].map(([node, stands]) => [id, ...stored(node, stands)]),
    );
    await connection.run(SAVE_JOB_NODES, JSON.stringify(rows));
  },
};
