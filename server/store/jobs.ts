import type { JobPage, JobRecord, JobRequest, JobStatus, JobSummary } from '../job/job-record.ts';
import type { NodeEnd } from '../job/node-in-job.ts';
import { insertJobNodes, jobNodeChanges, NODES_OF_JOB, nodesOf } from './job-nodes.ts';
import type { Connection } from './sqlite/connection.ts';
import type { WriteQueue } from './sqlite/write-queue.ts';
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

export const GET = `SELECT ${COLUMNS}, file, (${NODES_OF_JOB}) AS nodes
  FROM jobs WHERE id = ? AND organisation = ?`;

/** `typeof` looks at the row's header only, so no file is read. */
const LISTED = `SELECT ${COLUMNS}, iif(typeof(file) = 'text', '', NULL) AS file`;

export const LIST = `${LISTED} FROM jobs WHERE organisation = ? ORDER BY number`;

/** Rows of a page: the organisation, whether it begins behind a job, that job's id, and how many. */
export const JOB_PAGES = { list: pagesOf(LISTED), ids: pagesOf('SELECT id') } as const;

function pagesOf(columns: string) {
  const page = (behind: string, order: string) =>
    `${columns} FROM jobs WHERE organisation = ?1
      AND (?2 IS NULL OR number ${behind} (SELECT number FROM jobs WHERE id = ?2 AND organisation = ?1))
      ORDER BY number ${order} LIMIT ?3`;
  return { oldestFirst: page('>', 'ASC'), newestFirst: page('<', 'DESC') };
}

const ORGANISATION = 'SELECT organisation AS org FROM jobs WHERE id = ?';

export const IDS = `SELECT json_group_array(id ORDER BY number) AS ids FROM jobs WHERE organisation = ?`;

/** As the index `unfinished_jobs` has it, so that start-up does not read every job. */
const UNFINISHED = `status IN ('new', 'voting', 'running')`;

export function jobTable(queue: WriteQueue): JobTable {
  return {
    insert: (job) =>
      queue.write(async (connection) => {
        await insertJob(connection, job);
        await insertJobNodes(connection, job.id, job.nodes);
      }),
    saveStatus: (id, status, updatedAtMs) =>
      queue.keep((connection) =>
        connection.run('UPDATE jobs SET status = ?, updated_at = ? WHERE id = ?', status, updatedAtMs, id),
      ),
    saveNodes: (id, changes) => queue.writeBehind(jobNodeChanges, { id, changes }),
    get: (org, id) =>
      queue.read(async (connection) => {
        const row = await connection.first<JobRow & { readonly nodes: string }>(GET, id, org);
        return row && recordOf(row, nodesOf(row.nodes));
      }, jobNodeChanges),
    organisationOf: (id) =>
      queue.read(async (connection) => {
        const row = await connection.first<Pick<JobRow, 'org'>>(ORGANISATION, id);
        return row?.org;
      }),
    list: (org, page) =>
      queue.read(async (connection) => {
        const rows = await (page === undefined
          ? connection.all<JobRow>(LIST, org)
          : pageRows<JobRow>(connection, 'list', org, page));
        return rows.map((row) => summaryOf(row, []));
      }),
    ids: (org, page) =>
      queue.read(async (connection) => {
        if (page !== undefined) {
          const rows = await pageRows<Pick<JobRow, 'id'>>(connection, 'ids', org, page);
          return rows.map(({ id }) => id);
        }
        const row = await connection.first<{ readonly ids: string }>(IDS, org);
        return row === undefined ? [] : JSON.parse(row.ids);
      }),
    crashUnfinished: (nowMs, afterRestart) =>
      queue.write(async (connection) => {
        await connection.run(
          `UPDATE job_nodes SET status = ?1 ->> status, ended_by = ?2
             WHERE ?1 ->> status IS NOT NULL AND job IN (SELECT number FROM jobs WHERE ${UNFINISHED})`,
          JSON.stringify(afterRestart),
          'restart' satisfies NodeEnd,
        );
        return connection.run(
          `UPDATE jobs SET status = 'crashed', updated_at = ? WHERE ${UNFINISHED}`,
          nowMs,
        );
      }),
  };
}

function pageRows<Row>(
  connection: Connection,
  what: keyof typeof JOB_PAGES,
  org: string,
  { limit, newestFirst, after }: JobPage,
): Promise<readonly Row[]> {
  const sql = JOB_PAGES[what][newestFirst ? 'newestFirst' : 'oldestFirst'];
  return connection.all<Row>(sql, org, after ?? null, limit);
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

function recordOf(row: JobRow, nodes: ReturnType<typeof nodesOf>): JobRecord {
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
