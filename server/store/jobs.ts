import type { Connection } from '../../sqlite/connection.ts';
import type { WriteQueue } from '../../sqlite/write-queue.ts';
import type { JobRecord, JobRequest, JobStatus, JobSummary, NodeJobStatus } from '../job/job-record.ts';
import { insertJobNodes, nodeStatusChanges } from './job-nodes.ts';
import type { JobTable } from './store.ts';

interface JobRow {
  readonly id: string;
  readonly org: string;
  readonly requestedBy: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly status: JobStatus;
  readonly runTimeoutSeconds: number;
  readonly quorum: number;
  readonly captureOutput: number;
  readonly user: string | null;
  readonly dir: string | null;
  readonly env: string | null;
  readonly command: string;
  readonly file: string | null;
}

const COLUMNS = `id, organisation AS org, requested_by AS requestedBy, created_at AS createdAtMs,
  updated_at AS updatedAtMs, status, run_timeout AS runTimeoutSeconds, quorum, capture_output AS captureOutput,
  user, dir, env, command`;

/** A fleet's nodes come as one JSON text, which costs the main thread far less than a row each. */
export const GET = `SELECT ${COLUMNS}, file,
    (SELECT json_group_array(json_array(node, status) ORDER BY position) FROM job_nodes WHERE job = jobs.number) AS nodes
  FROM jobs WHERE id = ? AND organisation = ?`;

/** `typeof` looks at the row's header only, so no file is read. */
export const LIST = `SELECT ${COLUMNS}, iif(typeof(file) = 'text', '', NULL) AS file
  FROM jobs WHERE organisation = ? ORDER BY number`;

export const IDS = `SELECT json_group_array(id ORDER BY number) AS ids FROM jobs WHERE organisation = ?`;

/** As the index `unfinished_jobs` has it, so that start-up does not read every job. */
const UNFINISHED = `status IN ('new', 'voting', 'running')`;

export function jobTable(queue: WriteQueue): JobTable {
  return {
    insert: (job) => {
      const nodes = [...job.nodes];
      return queue.write(async (connection) => {
        await insertJob(connection, job);
        await insertJobNodes(connection, job.id, nodes);
      });
    },
    saveStatus: (id, status, updatedAtMs) =>
      queue.write(async (connection) => {
        await connection.run(
          'UPDATE jobs SET status = ?, updated_at = ? WHERE id = ?',
          status,
          updatedAtMs,
          id,
        );
      }),
    saveNodeStatuses: (id, changes) => queue.writeBehind(nodeStatusChanges, { id, changes }),
    get: (org, id) =>
      queue.read(async (connection) => {
        const row = await connection.first<JobRow & { readonly nodes: string }>(GET, id, org);
        return row && recordOf(row, JSON.parse(row.nodes));
      }, nodeStatusChanges),
    list: (org) =>
      queue.read(async (connection) => {
        const rows = await connection.all<JobRow>(LIST, org);
        return rows.map((row) => summaryOf(row, []));
      }),
    ids: (org) =>
      queue.read(async (connection) => {
        const row = await connection.first<{ readonly ids: string }>(IDS, org);
        return row === undefined ? [] : JSON.parse(row.ids);
      }),
    crashUnfinished: (nowMs) =>
      queue.write(async (connection) => {
        await connection.run(
          `UPDATE job_nodes SET status = 'crashed' WHERE status IN ('ready', 'running')
             AND job IN (SELECT number FROM jobs WHERE ${UNFINISHED})`,
        );
        return connection.run(
          `UPDATE jobs SET status = 'crashed', updated_at = ? WHERE ${UNFINISHED}`,
          nowMs,
        );
      }),
  };
}

async function insertJob(connection: Connection, job: JobRecord): Promise<void> {
  const { request } = job;
  await connection.run(
    `INSERT INTO jobs (id, organisation, requested_by, created_at, updated_at, status, run_timeout, quorum,
         capture_output, user, dir, env, command, file)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    job.id,
    job.org,
    job.requestedBy,
    job.createdAtMs,
    job.updatedAtMs,
    job.status,
    request.runTimeoutSeconds,
    request.quorum,
    Number(request.captureOutput),
    request.user ?? null,
    request.dir ?? null,
    request.env === undefined ? null : JSON.stringify(request.env),
    request.command,
    request.file ?? null,
  );
}

function recordOf(row: JobRow, nodes: readonly (readonly [string, NodeJobStatus])[]): JobRecord {
  const names = nodes.map(([name]) => name);
  return { ...summaryOf(row, names), nodes };
}

function summaryOf(row: JobRow, nodes: readonly string[]): JobSummary {
  const { id, org, requestedBy, createdAtMs, updatedAtMs, status } = row;
  return { id, org, requestedBy, createdAtMs, updatedAtMs, status, request: requestOf(row, nodes) };
}

function requestOf(row: JobRow, nodes: readonly string[]): JobRequest {
  const { command, runTimeoutSeconds, quorum, user, dir, env, file } = row;
  return {
    command,
    nodes,
    runTimeoutSeconds,
    quorum,
    ...(user !== null && { user }),
    ...(dir !== null && { dir }),
    ...(env !== null && { env: JSON.parse(env) }),
    ...(file !== null && { file }),
    captureOutput: row.captureOutput === 1,
  };
}
