import type { Mutant } from './mutant.ts';

const ABOUT = ['feeds', 'quorum', 'jobs', 'timeouts'];
const DIALECT = 'server/dialects/documented.ts';
const JOB_FEED = 'server/feeds/job-feed.ts';
const ORG_FEED = 'server/feeds/org-feed.ts';
const STREAMS = 'server/http/event-stream/event-streams.ts';

/** The events of a job's feed with their fields. Source: protocol §7. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  start: [
    ...['timestamp', 'command', 'run_timeout', 'quorum', 'node_count', 'user', 'job_user', 'dir', 'env'],
    ...['file_specified', 'capture'],
  ],
  quorum_vote: ['timestamp', 'node', 'status'],
  quorum_succeeded: ['timestamp'],
  run_start: ['timestamp', 'node'],
  run_complete: ['timestamp', 'node', 'status'],
  rehab: ['timestamp', 'node'],
  job_complete: ['timestamp', 'status'],
};

function withoutEvent(event: string): Mutant {
  return {
    name: `event.${event}`,
    summary: `sends no ${event}`,
    about: ABOUT,
    edits: [
      {
        file: JOB_FEED,
        append: `{
  const { record } = RecordedJobFeed.prototype;
  RecordedJobFeed.prototype.record = function (event, nowMs) {
    if (event.name === '${event}') {
      if (event.name === 'job_complete') this.end();
      return;
    }
    record.call(this, event, nowMs);
  };
}`,
      },
    ],
  };
}

function withoutField(event: string, field: string): Mutant {
  return {
    name: `event.${event}.${field}`,
    summary: `leaves ${field} out of ${event}`,
    about: ABOUT,
    edits: [
      {
        file: DIALECT,
        append: `for (const feed of ['jobEvent', 'orgEvent']) {
  const whole = documented[feed];
  documented[feed] = (numbered) => {
    const { ${field}: _left, ...rest } = whole(numbered);
    return numbered.event.name === '${event}' ? rest : whole(numbered);
  };
}`,
      },
    ],
  };
}

/** One edit of a module, in the words of a mutant. */
function edit(name: string, summary: string, file: string, find: string, replace: string): Mutant {
  return { name: `feed.${name}`, summary, about: ['feeds', 'requests'], edits: [{ file, find, replace }] };
}

const OTHERS: readonly Mutant[] = [
  {
    name: 'event.start.file',
    summary: 'shows the file of a job in its start event',
    about: ABOUT,
    edits: [
      {
        file: 'server/dialects/event-data.ts',
        find: 'event.fileSpecified && { file_specified: true }',
        replace: "event.fileSpecified && { file_specified: true, file: 'raw:' }",
      },
    ],
  },
  {
    name: 'event.ids.not-unique',
    summary: 'gives all events of a feed the same id',
    about: ABOUT,
    edits: [
      {
        file: 'server/dialects/documented-event-ids.ts',
        find: 'end : idOf(number)',
        replace: 'end : idOf(1)',
      },
    ],
  },
  edit(
    'timestamps',
    'gives events timestamps that do not rise',
    'server/feeds/rising-micros.ts',
    'Math.max(Math.floor(nowMs * 1_000), this.#last + 1)',
    'Math.floor(nowMs) * 1_000 - 3_600_000_000',
  ),
  edit('no-keep-alive', 'sends no keep-alives', STREAMS, 'reader.keepAlive(KEEP_ALIVE_FRAME)', 'undefined'),
  edit('content-type', 'declares feeds as text/plain', STREAMS, "'text/event-stream'", "'text/plain'"),
  edit(
    'buffering',
    'does not tell proxies to leave feeds unbuffered',
    STREAMS,
    "'x-accel-buffering': 'no',",
    '',
  ),
  edit(
    'unknown-id',
    'sends nothing of the past to a reader whose Last-Event-ID is unknown',
    'server/http/job-feed.ts',
    'if (place === undefined) return 0;',
    'if (place === undefined) return lastId === undefined ? 0 : events.length;',
  ),
  edit(
    'known-id',
    'sends all events to a reader that says where it stopped',
    'server/http/job-feed.ts',
    'ids.of(last) === lastId ? seen : 0',
    '0 * seen === 0 ? 0 : 0',
  ),
  edit(
    'summary-after',
    'sends a summary from the start of the job on',
    'server/http/job-feed.ts',
    'const feed = jobs.feeds.jobFeed(org, id);',
    'const feed = undefined as never;',
  ),
  edit(
    'org.no-history',
    'has no history of the organisation for a reader that asks for it',
    'server/http/org-feed.ts',
    'if (lastId === undefined) return;',
    'return;',
  ),
  edit(
    'org.whole-history',
    'sends the whole history of the organisation to a reader that does not ask for it',
    'server/http/org-feed.ts',
    'if (lastId === undefined) return;',
    '',
  ),
  edit(
    'org.no-start-of-history',
    'sends no start_of_history',
    'server/http/org-feed.ts',
    'if (last < 0) {',
    'if (last < -1) {',
  ),
  edit(
    'org.no-expiry',
    'keeps the history of an organisation for ever',
    ORG_FEED,
    'this.#clock.now() - this.#expirationMs',
    'this.#clock.now() - 1_000 * this.#expirationMs',
  ),
  {
    name: 'feed.org.success',
    summary: 'calls the end of a job complete in the feed of the organisation',
    about: ['feeds'],
    edits: [{ file: DIALECT, find: "? { status: 'success' } : {}", replace: '? {} : {}' }],
  },
  {
    name: 'feed.org.every-organisation',
    summary: 'sends the events of all organisations to the readers of each',
    about: ['feeds', 'access'],
    edits: [
      {
        file: ORG_FEED,
        append: `{
  const { record, recorded, subscribe } = RecordedOrgFeed.prototype;
  const feeds = new Set();
  const past = [];
  const meet = (feed) => {
    if (feeds.has(feed)) return;
    feeds.add(feed);
    for (const [event, atMs] of past) record.call(feed, event, atMs);
  };
  RecordedOrgFeed.prototype.record = function (event, nowMs) {
    meet(this);
    past.push([event, nowMs]);
    for (const feed of feeds) if (!feed.ended) record.call(feed, event, nowMs);
  };
  RecordedOrgFeed.prototype.recorded = function () {
    meet(this);
    return recorded.call(this);
  };
  RecordedOrgFeed.prototype.subscribe = function (onEvent, onEnd) {
    meet(this);
    return subscribe.call(this, onEvent, onEnd);
  };
}`,
      },
    ],
  },
];

/** Each event and its fields, and how feeds are read. Source: protocol §7. */
export function feedMutants(): readonly Mutant[] {
  return [
    ...Object.keys(EVENTS).map(withoutEvent),
    ...Object.entries(EVENTS).flatMap(([event, fields]) => fields.map((field) => withoutField(event, field))),
    ...OTHERS,
  ];
}
