import { formatServerMessage } from '../../../protocol/wire/server-message.ts';
import type { JournalEntry } from '../../journal/entry.ts';

/** What makes one run of a script differ from the next. */
export interface RunNames {
  /** Hexadecimal digits of the job, 32 of them. */
  readonly job: string;
  readonly suffix: string;
  readonly port: number;
  readonly day: string;
}

export const ONE_RUN: RunNames = {
  job: '0123456789abcdef0123456789abcdef',
  suffix: '076ae147',
  port: 36613,
  day: '01',
};
export const NEXT_RUN: RunNames = {
  job: 'fedcba9876543210fedcba9876543210',
  suffix: '5b41edab',
  port: 40001,
  day: '02',
};

/** A request and its answer, as a journal keeps them. */
export function exchangeEntries(
  asked: string,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): readonly JournalEntry[] {
  const { kind, node, atMs } = { kind: 'request', node: undefined, atMs: 0 } as const;
  const subject = `${status} to ${asked.replace(/ (?:as \S+|unsigned)$/, '')}`;
  return [
    { atMs, kind, node, direction: 'out', subject: asked, body: '' },
    {
      atMs,
      kind,
      node,
      direction: 'in',
      subject,
      body,
      headers: JSON.stringify({ date: 'today', ...headers }),
    },
  ];
}

/** An event of the feed of a run's job. */
export function eventEntry(
  { job, suffix, day }: RunNames,
  name: string,
  data: Readonly<Record<string, unknown>>,
): JournalEntry {
  const subject = `${name} job-1${name.length} of /organizations/org-${suffix}/pushy/job_status_feed/${job}`;
  const body = JSON.stringify({ timestamp: `2026-12-${day} 13:49:25.430000Z`, ...data });
  const { node } = data;
  return {
    ...{ atMs: 0, kind: 'event', direction: 'in', subject, body },
    node: typeof node === 'string' ? node : undefined,
  };
}

/** A frame that a node was sent. */
export function frameEntry(node: string, message: Parameters<typeof formatServerMessage>[0]): JournalEntry {
  const subject = `Version:2.0;SigningMethod:hmac_sha256;Signature:${'x'.repeat(43)}=`;
  const body = formatServerMessage(message, {
    sequence: 1 + Math.trunc(1e6 * Math.random()),
    timestampMs: 0,
  });
  return { atMs: 0, kind: 'frame', direction: 'in', node, subject, body };
}

/** A job on two nodes, both of which vote yes: as the documented dialect tells it. */
export function jobScript(run: RunNames): readonly JournalEntry[] {
  const { job, suffix, port, day } = run;
  const jobs = `/organizations/org-${suffix}/pushy/jobs`;
  const uri = `http://127.0.0.1:${port}${jobs}/${job}`;
  const date = `Tue, ${day} Dec 2026 13:49:25 GMT`;
  const shown = (status: string, nodes: unknown) =>
    JSON.stringify({
      id: job,
      command: 'true',
      status,
      created_at: date,
      nodes,
      env: {},
      file_specified: false,
    });
  return [
    ...exchangeEntries(`POST ${jobs} as admin-${suffix}`, 201, JSON.stringify({ id: job, uri }), {
      location: uri,
    }),
    frameEntry('web1', { type: 'commit', jobId: job, server: 'vm', command: 'true', capture: false }),
    frameEntry('web2', { type: 'commit', jobId: job, server: 'vm', command: 'true', capture: false }),
    eventEntry(run, 'start', { command: 'true', node_count: 2 }),
    eventEntry(run, 'quorum_vote', { node: 'web1', status: 'success' }),
    eventEntry(run, 'quorum_vote', { node: 'web2', status: 'success' }),
    eventEntry(run, 'quorum_succeeded', {}),
    ...exchangeEntries(
      `GET ${jobs}/${job} as admin-${suffix}`,
      200,
      shown('voting', { new: ['web1', 'web2'] }),
    ),
    ...exchangeEntries(
      `GET ${jobs}/${job} as admin-${suffix}`,
      200,
      shown('running', { running: ['web1', 'web2'] }),
    ),
    eventEntry(run, 'job_complete', { status: 'complete' }),
    frameEntry('web1', { type: 'abort' }),
  ];
}
