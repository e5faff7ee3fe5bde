import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { ANY_ERROR, type Canonical, type CanonicalFeed } from './canonical.ts';

/** How an exchange is answered by ours where the recorded server has a quirk. */
export interface ReplayRow {
  readonly quirks: readonly ServerQuirkName[];
  /** What ours answers in place of what was recorded; `no job`: the job that it is about was never made. */
  readonly ours: ((recorded: Canonical) => Canonical) | 'no job';
}

const JSON_TYPE = 'application/json';

/** The same but for this. */
const but =
  (difference: Partial<Canonical>): Exclude<ReplayRow['ours'], string> =>
  (recorded) => ({ ...recorded, ...difference });

/** A job is made where the recorded server failed. */
const made = but({
  status: 201,
  contentType: JSON_TYPE,
  location: '<server>/organizations/ponyville/pushy/jobs/<job>',
  body: { uri: '<server>/organizations/ponyville/pushy/jobs/<job>' },
});

const badJob = (error: string) =>
  but({ status: 400, contentType: JSON_TYPE, location: undefined, body: { error } });

const badNumber = (key: string) => badJob(`invalid type supplied for ${key} (expected a number)`);

const refused = (status: number, error: string, wwwAuthenticate?: string) =>
  but({ status, contentType: JSON_TYPE, body: { error: [error] }, wwwAuthenticate });

const head = but({ status: 200, contentType: JSON_TYPE, allow: undefined });

const closedFeed: ReplayRow = {
  quirks: ['unclosed-last-event'],
  ours: (recorded) => ({ ...recorded, body: { ...(recorded.body as CanonicalFeed), isClosed: true } }),
};

/** Events the other way round; their ids stay in their places. */
function oldestFirst(recorded: Canonical): Canonical {
  const feed = recorded.body as CanonicalFeed;
  const events = feed.events.toReversed().map((event, index) => ({ ...event, id: `org-${index}` }));
  return { ...recorded, body: { ...feed, events } };
}

const NOT_JSON = 'invalid JSON in request body';

/**
 * What the quirks of errors and of HEAD do everywhere is not listed: see `expected.ts`. Source: protocol §10.
 */
export const ROWS: Readonly<Record<string, ReplayRow>> = {
  '1 HEAD _status': { quirks: ['no-head'], ours: head },

  '2 POST job, quorum 1.0 (a float)': { quirks: ['fraction-500'], ours: made },
  '2 POST job, run_timeout 10.0 (a float)': { quirks: ['fraction-500'], ours: made },
  '2 POST job, quorum 1.5 / run_timeout 10.5': { quirks: ['fraction-500'], ours: badNumber('quorum') },
  '2 POST job, quorum negative': { quirks: ['negative-quorum'], ours: badNumber('quorum') },
  '2 POST job, run_timeout negative': { quirks: ['negative-run-timeout'], ours: badNumber('run_timeout') },
  '2 GET the run_timeout -5 job': { quirks: ['negative-run-timeout'], ours: 'no job' },
  '2 POST job, duplicate nodes': {
    quirks: ['twice-named-500'],
    ours: badJob('at least one node must be supplied'),
  },

  '3 GET a ponyville job through another org': {
    quirks: ['any-organisation-reads'],
    ours: but({ status: 404, body: ANY_ERROR }),
  },
  '3 HEAD jobs': { quirks: ['no-head'], ours: head },
  '3 GET jobs, trailing slash': {
    quirks: ['slash-401'],
    ours: but({ status: 200, contentType: JSON_TYPE, wwwAuthenticate: undefined, body: [] }),
  },

  '4 GET node_states/node with percent-encoded name': {
    quirks: ['undecoded-names'],
    ours: but({ body: { node_name: 'a b/c', status: 'offline', availability: 'unavailable' } }),
  },

  '5 Feed of the same job just after its end (within 5 s of completion)': closedFeed,
  '5 ... with Last-Event-ID: job-4': closedFeed,
  '5 ... with unknown Last-Event-ID: job-999': closedFeed,
  '5 Feed of the finished job later than 5 s (summary event)': closedFeed,
  '5 ... with Last-Event-ID: job-4 (summary again)': closedFeed,
  '5 ... with Last-Event-ID: job-1': closedFeed,
  '5 Feed, Accept: */*': closedFeed,
  '5 Feed: nack_commit job': closedFeed,
  '5 Feed: nack_run job': closedFeed,
  '5 Feed: job on never-seen nodes only': closedFeed,
  '5 Org feed with a known Last-Event-ID: org-44 (2 s)': {
    quirks: ['missed-newest-first'],
    ours: oldestFirst,
  },

  '7 GET config, ccpk of 40 characters that are not Z85': {
    quirks: ['bad-ccpk-500'],
    ours: refused(401, 'Bad ccpk'),
  },

  '10 Malformed JSON': { quirks: ['bad-json-500', 'body-first'], ours: badJob(NOT_JSON) },
  '10 Empty body': { quirks: ['bad-json-500', 'body-first'], ours: badJob(NOT_JSON) },
  '10 Trailing garbage': { quirks: ['bad-json-500', 'body-first'], ours: badJob(NOT_JSON) },
  '10 Invalid UTF-8 escape': {
    quirks: ['bad-json-500', 'body-first'],
    ours: badJob('invalid command supplied'),
  },
  '10 user of 33 characters': { quirks: ['long-user-500'], ours: made },
  '10 NUL in command': { quirks: ['long-user-500'], ours: badJob('invalid command supplied') },
  '10 file raw too long': {
    quirks: ['file-error-as-codes'],
    ours: badJob('invalid file size (must be <= 100000 bytes)'),
  },
  '10 file base64 too long': {
    quirks: ['file-error-as-codes'],
    ours: badJob('invalid file size (must be <= 100000 bytes)'),
  },
  '10 Content-Type: text/plain': { quirks: ['location-of-nothing'], ours: but({ location: undefined }) },
  '10 No Content-Type': { quirks: ['location-of-nothing'], ours: but({ location: undefined }) },
  '10 PATCH jobs (not known to webmachine)': {
    quirks: ['no-head'],
    ours: but({ status: 405, allow: 'GET, HEAD, POST' }),
  },
  '10 Malformed JSON with a bad signature (which error wins)': {
    quirks: ['body-first', 'bad-json-500'],
    ours: refused(
      401,
      "Invalid signature for user or client 'rainbowdash'",
      'X-Ops-Sign version="1.0" version="1.1"',
    ),
  },
  '10 Unknown key as a forbidden user (which error wins)': {
    quirks: ['body-first'],
    ours: refused(403, "User or client 'fluttershy' does not have access to that action on this server."),
  },

  '12 its feed': closedFeed,
};

/** Exchanges that are not replayed with the others, with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  '11 Chef server down, known org (org id cached)': 'ours keeps its own principals: see chef-server.test.ts',
  '11 Chef server down, org not cached': 'ours keeps its own principals: see chef-server.test.ts',
  '13 GET jobs': 'the database is down: ours is a part of its process',
  '13 GET a job': 'the database is down: ours is a part of its process',
  '13 POST a job': 'the database is down: ours is a part of its process',
  '13 _status': 'the database is down: ours is a part of its process',
};
