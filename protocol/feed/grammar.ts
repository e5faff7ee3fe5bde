/** An event of a job's feed as any observer has it; ours and those read off a stream alike. */
export interface ObservedEvent {
  readonly name: string;
  readonly id: string;
  /** Microseconds, or the wire's text: both are ordered by `<`. */
  readonly timestamp: number | string;
  /** Of the events that name one. */
  readonly node?: string;
  /** Of the events that have one. */
  readonly status?: string;
}

/** Where a feed is: before `start`, collecting votes, running, or after its last event. */
type Part = 'unopened' | 'voting' | 'running' | 'over';

/** The parts in which each event may stand. Source: protocol §7. */
const ALLOWED: Readonly<Record<string, readonly Part[]>> = {
  start: ['unopened'],
  quorum_vote: ['voting'],
  quorum_succeeded: ['voting'],
  run_start: ['running'],
  run_complete: ['running'],
  rehab: ['voting', 'running'],
  job_complete: ['voting', 'running'],
  summary: ['unopened'],
};

/** The part that follows an event; the others leave the feed where it is. */
const NEXT: Readonly<Record<string, Part>> = {
  start: 'voting',
  quorum_succeeded: 'running',
  job_complete: 'over',
  summary: 'over',
};

/** The parts in which a job may end so. A job that the server gave up can end anywhere. */
const ENDS: Readonly<Record<string, readonly Part[]>> = {
  complete: ['running'],
  timed_out: ['running'],
  quorum_failed: ['voting'],
  aborted: ['voting', 'running'],
  crashed: ['voting', 'running'],
};

/**
 * What is wrong with the order of a job's feed, in sentences; none for a feed in order. Takes the feed from its first
 * event; one that is still going on is in order so far.
 */
export function grammarFaults(events: readonly ObservedEvent[]): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const started = new Set<string>();
  const completed = new Set<string>();
  let part: Part = 'unopened';
  let before: ObservedEvent | undefined;

  for (const [index, event] of events.entries()) {
    const fault = (text: string) => faults.push(`event ${index + 1} (${event.name}, id ${event.id}) ${text}`);
    const allowed = ALLOWED[event.name];
    if (allowed === undefined) fault('is of no known kind');
    else if (!allowed.includes(part)) fault(`comes while the feed is ${part}`);

    if (ids.has(event.id)) fault('has an id that came before');
    ids.add(event.id);
    if (before !== undefined && !(before.timestamp < event.timestamp))
      fault('is not later than the one before');

    const node = event.node ?? '';
    if (event.name === 'run_start') {
      if (started.has(node)) fault(`starts ${node} a second time`);
      if (completed.has(node)) fault(`starts ${node} after its end`);
      started.add(node);
    }
    if (event.name === 'run_complete') completed.add(node);
    if (event.name === 'job_complete' && !ENDS[event.status ?? '']?.includes(part)) {
      fault(`says ${event.status ?? 'no status'} while the feed is ${part}`);
    }

    part = NEXT[event.name] ?? part;
    before = event;
  }
  return faults;
}
