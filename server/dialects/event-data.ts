import { formatFeedTimestamp } from '../../protocol/time/dates.ts';
import type { JobEvent, NumberedEvent, OrgEvent, StartEvent } from '../feeds/event.ts';
import type { Body } from './dialect.ts';

/** What of an event's data the dialects see differently. */
export interface EventDataShape {
  /** Whether `start` says so when no output is captured. */
  readonly saysNoCapture: boolean;
  /** The key of `start` after which `user`, who asked, stands. */
  readonly userAfter: 'run_timeout' | 'node_count';
}

/** The data of an event, the timestamp first, then the job where the feed is an organisation's. Source: seeds, feeds; protocol §7. */
export function eventData(
  { event, timestampMicros }: NumberedEvent<JobEvent | OrgEvent>,
  shape: EventDataShape,
): Body {
  return {
    timestamp: formatFeedTimestamp(timestampMicros),
    ...('job' in event && { job: event.job }),
    ...fields(event, shape),
  };
}

function fields(event: JobEvent, shape: EventDataShape): Body {
  switch (event.name) {
    case 'start':
      return startFields(event, shape);
    case 'quorum_succeeded':
      return {};
    case 'run_start':
    case 'rehab':
      return { node: event.node };
    case 'quorum_vote':
    case 'run_complete':
      return { node: event.node, status: event.status };
    case 'job_complete':
      return { status: event.status };
  }
}

function startFields(event: StartEvent, { saysNoCapture, userAfter }: EventDataShape): Body {
  const counts = { quorum: event.quorum, node_count: event.nodeCount };
  const user = { user: event.user };
  return {
    command: event.command,
    run_timeout: event.runTimeoutSeconds,
    ...(userAfter === 'node_count' ? { ...counts, ...user } : { ...user, ...counts }),
    ...(event.jobUser !== undefined && { job_user: event.jobUser }),
    ...(event.dir !== undefined && { dir: event.dir }),
    ...(event.env !== undefined && { env: event.env }),
    ...(event.fileSpecified && { file_specified: true }),
    ...((event.capture || saysNoCapture) && { capture: event.capture }),
  };
}
