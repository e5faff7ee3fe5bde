import type { DialectName } from '../../protocol/dialect-name.ts';

/** What the feeds of a dialect look like where dialects differ. Source: seeds, feeds; protocol §2 and §7. */
interface FeedShape {
  /** Below `pushy/`: the organisation's feed; that of a job is one level deeper. */
  readonly path: string;
  /** Every event id, whatever the feed. */
  readonly eventId: RegExp;
  /** The id of the first, second … event of a job's feed, where it can be told beforehand. */
  readonly jobEventId: ((number: number) => string) | undefined;
  /** Well-formed, and given to no event. */
  readonly unknownEventId: string;
  /** How the organisation's feed calls the end of a completed job. */
  readonly completedJob: string;
  /** Whether `start` says so when no output is captured. */
  readonly saysNoCapture: boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const SHAPES: Readonly<Record<DialectName, FeedShape>> = {
  documented: {
    path: 'jobs_status_feed',
    eventId: UUID,
    jobEventId: undefined,
    unknownEventId: '6f3c1d52-9a0e-4c7b-8f21-3b5e7d9a1c04',
    completedJob: 'success',
    saysNoCapture: false,
  },
  'pushy-server': {
    path: 'job_status_feed',
    eventId: /^(?:(?:job|org)-[1-9]\d*|start_id)$/,
    jobEventId: (number) => `job-${number}`,
    unknownEventId: 'org-987654321',
    completedJob: 'complete',
    saysNoCapture: true,
  },
};

export function feedShape(dialect: DialectName): FeedShape {
  return SHAPES[dialect];
}
