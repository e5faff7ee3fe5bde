import type { Migration } from './migration.ts';

/**
 * What of a node's past in a job its status does not tell: whether its command started, and what ended its part. Of the
 * nodes of older jobs it is not known; those that may have started count as started, so that a job goes on to be shown as
 * it was.
 */
export const migration: Migration = {
  version: 2,
  sql: `
    ALTER TABLE job_nodes ADD COLUMN started INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job_nodes ADD COLUMN ended_by TEXT;
    UPDATE job_nodes SET started = 1 WHERE status IN ('running', 'succeeded', 'failed', 'crashed', 'timed_out');
  `,
};
