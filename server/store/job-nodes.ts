import { type NodeEnd, type NodeInJob, sharedStanding } from '../job/node-in-job.ts';
import type { NodesAndStandings } from '../job/nodes-in-job.ts';
import { inParts } from './parts.ts';
import type { Connection } from './sqlite/connection.ts';
import type { Bulk } from './sqlite/write-queue.ts';

/** A node of a job as one JSON array, with 0 and 1 for whether its command has started. */
type StoredNode = readonly [
  node: string,
  status: NodeInJob['status'],
  started: 0 | 1,
  endedBy: NodeEnd | null,
];

/** Nodes, each with where it stands. */
type StandingNodes = readonly (readonly [node: string, stands: NodeInJob])[];

/** Rows that one statement stores: their text is short-lived, and others are served while SQLite is at work. */
const PART_ROWS = 2_000;

/** The nodes of a job as one JSON text, which costs the main thread far less than a row each. */
export const NODES_OF_JOB = `SELECT json_group_array(json_array(node, status, started, ended_by) ORDER BY position)
  FROM job_nodes WHERE job = jobs.number`;

/** What `NODES_OF_JOB` selects. */
export function nodesOf(text: string): StandingNodes {
  const stored: readonly StoredNode[] = JSON.parse(text);
  return stored.map(([node, status, started, endedBy]) => [
    node,
    sharedStanding(status, started === 1, endedBy ?? undefined),
  ]);
}

function stored(node: string, { status, started, endedBy }: NodeInJob): StoredNode {
  return [node, status, started ? 1 : 0, endedBy ?? null];
}

/** Where all of these stand; undefined where they do not stand alike. */
function commonStanding(nodes: StandingNodes): NodeInJob | undefined {
  const first = nodes[0]?.[1];
  return nodes.every(([, stands]) => stands === first) ? first : undefined;
}

const namesIn = (nodes: StandingNodes): string => JSON.stringify(nodes.map(([node]) => node));

const INSERT_ALIKE = `
  INSERT INTO job_nodes (job, node, position, status, started, ended_by)
    SELECT jobs.number, entry.value, ?3 + entry.key, ?4, ?5, ?6
      FROM jobs CROSS JOIN json_each(?2) AS entry WHERE jobs.id = ?1`;

const INSERT_EACH = `
  INSERT INTO job_nodes (job, node, position, status, started, ended_by)
    SELECT jobs.number, entry.value ->> 0, ?3 + entry.key, entry.value ->> 1, entry.value ->> 2, entry.value ->> 3
      FROM jobs CROSS JOIN json_each(?2) AS entry WHERE jobs.id = ?1`;

/** All nodes of a job that was just inserted, in their order. Those that stand alike cost a quarter. */
export async function insertJobNodes(
  connection: Connection,
  jobId: string,
  nodes: NodesAndStandings,
): Promise<void> {
  let position = 0;
  for (const part of inParts(nodes, PART_ROWS)) {
    const stands = commonStanding(part);
    if (stands === undefined) {
      const rows = JSON.stringify(part.map(([node, its]) => stored(node, its)));
      await connection.run(INSERT_EACH, jobId, rows, position);
    } else {
      const [, ...values] = stored('', stands);
      await connection.run(INSERT_ALIKE, jobId, namesIn(part), position, ...values);
    }
    position += part.length;
  }
}

/** Of nodes that come to stand alike. */
export const SAVE_ALIKE = `
  UPDATE job_nodes SET status = ?3, started = ?4, ended_by = ?5
    WHERE job = (SELECT number FROM jobs WHERE id = ?1) AND node IN (SELECT value FROM json_each(?2))`;

/** As an upsert, since UPDATE … FROM walks all of job_nodes. CROSS JOIN keeps this order, each step by index. */
export const SAVE_JOB_NODES = `
  INSERT INTO job_nodes (job, node, position, status, started, ended_by)
    SELECT job_nodes.job, job_nodes.node, job_nodes.position, entry.value ->> 2, entry.value ->> 3, entry.value ->> 4
      FROM json_each(?) AS entry
        CROSS JOIN jobs ON jobs.id = entry.value ->> 0
        CROSS JOIN job_nodes ON job_nodes.job = jobs.number AND job_nodes.node = entry.value ->> 1
      WHERE true
    ON CONFLICT DO UPDATE SET status = excluded.status, started = excluded.started, ended_by = excluded.ended_by`;

/**
 * What has changed in one job, in this order. Changes that come in a list are gathered by node, of which only the last is
 * written; others, which may be of very many nodes, are kept as they are.
 */
type GatheredJob = NodesAndStandings[];

type GatheredNodes = Map<string, GatheredJob>;

export const jobNodeChanges: Bulk<{ id: string; changes: NodesAndStandings }, GatheredNodes> = {
  start: () => new Map(),
  add: (gathered, { id, changes }) => {
    let job = gathered.get(id);
    if (job === undefined) {
      job = [];
      gathered.set(id, job);
    }
    if (Array.isArray(changes)) addByNode(job, changes);
    else job.push(changes);
  },
  merge: (earlier, later) => {
    for (const [id, changes] of later) {
      for (const some of changes)
        jobNodeChanges.add(earlier, { id, changes: some instanceof Map ? [...some] : some });
    }
  },
  store: async (connection, gathered) => {
    let rows: SavedRow[] = [];
    const saveRows = async () => {
      for (const part of inParts(rows, PART_ROWS)) await saveEach(connection, part);
      rows = [];
    };
    for (const [id, job] of gathered) {
      for (const changes of job) {
        if (changes instanceof Map) {
          for (const [node, stands] of changes) rows.push([id, ...stored(node, stands)]);
          continue;
        }
        await saveRows();
        for (const part of inParts(changes, PART_ROWS)) await savePart(connection, id, part);
      }
    }
    await saveRows();
  },
};

type SavedRow = readonly [id: string, ...StoredNode];

async function saveEach(connection: Connection, rows: readonly SavedRow[]): Promise<void> {
  await connection.run(SAVE_JOB_NODES, JSON.stringify(rows));
}

async function savePart(connection: Connection, id: string, part: StandingNodes): Promise<void> {
  const stands = commonStanding(part);
  if (stands === undefined) {
    return saveEach(
      connection,
      part.map(([node, its]) => [id, ...stored(node, its)]),
    );
  }
  const [, ...values] = stored('', stands);
  await connection.run(SAVE_ALIKE, id, namesIn(part), ...values);
}

function addByNode(job: GatheredJob, changes: NodesAndStandings): void {
  const last = job.at(-1);
  const byNode = last instanceof Map ? last : new Map<string, NodeInJob>();
  if (byNode !== last) job.push(byNode);
  for (const [node, stands] of changes) byNode.set(node, stands);
}
