import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { type HttpFixture, httpFixture, PUSHY } from '../http/testing/http-fixture.ts';

type Asked = (fixture: HttpFixture) => Promise<LightMyRequestResponse>;

/** How a request is answered: status, media type, and the error where there is one in JSON. */
type Answered = readonly [status: number, contentType: string | undefined, error?: unknown];

interface Case {
  readonly quirk: ServerQuirkName;
  readonly asked: Asked;
  readonly without: Answered;
  readonly with: Answered;
}

const JSON_TYPE = 'application/json';
const JOB = { command: 'true', nodes: ['web1'] };
const DECLARED = { 'content-type': JSON_TYPE };

const get =
  (path: string, headers = {}): Asked =>
  ({ ask }) =>
    ask('GET', `${PUSHY}/${path}`, { headers });
const post =
  (body: object): Asked =>
  ({ ask }) =>
    ask('POST', `${PUSHY}/jobs`, { body });
const postText =
  (rawBody: string, headers: Record<string, string> = DECLARED): Asked =>
  ({ ask }) =>
    ask('POST', `${PUSHY}/jobs`, { rawBody, headers });

const CRASH: Answered = [500, JSON_TYPE, ['internal server error']];
const quorum = (expected: string): Answered => [
  400,
  JSON_TYPE,
  `invalid type supplied for ${expected} (expected a number)`,
];
const UNKNOWN: Answered = [400, JSON_TYPE, 'an unknown validation error has occurred'];
const CREATED: Answered = [201, JSON_TYPE];
const KEY = encodeURIComponent('rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7');

const CASES: readonly Case[] = [
  {
    quirk: 'html-errors',
    asked: get('jobs/0123'),
    without: [404, JSON_TYPE, ["job '0123' does not exist"]],
    with: [404, 'text/html'],
  },
  {
    quirk: 'html-errors',
    asked: ({ ask }) => ask('GET', '/organizations/none/pushy/jobs'),
    without: [404, JSON_TYPE, ["organization 'none' does not exist."]],
    with: [404, undefined, ["organization 'none' does not exist."]],
  },
  {
    quirk: 'html-errors',
    asked: post({ ...JOB, colour: 'red' }),
    without: [400, JSON_TYPE, 'invalid key supplied'],
    with: [400, undefined, 'invalid key supplied'],
  },
  {
    quirk: 'bad-json-500',
    asked: postText('{'),
    without: [400, JSON_TYPE, 'invalid JSON in request body'],
    with: CRASH,
  },
  {
    quirk: 'bad-json-500',
    asked: postText('{"command":"\\ud800","nodes":["web1"]}'),
    without: [400, JSON_TYPE, 'invalid command supplied'],
    with: CRASH,
  },
  {
    quirk: 'bad-json-500',
    asked: postText('{"command":"\\\\ud800 \\ud83d\\ude00","nodes":["web1"]}'),
    without: CREATED,
    with: CREATED,
  },
  {
    quirk: 'body-first',
    asked: ({ ask }) => ask('POST', `${PUSHY}/jobs`, { as: 'nobody', body: {} }),
    without: [
      401,
      JSON_TYPE,
      ["Failed to authenticate as 'nobody'. Ensure that your node_name and client key are correct."],
    ],
    with: [400, JSON_TYPE, 'invalid command supplied'],
  },
  {
    quirk: 'content-hash-unchecked',
    asked: get('jobs', { 'x-ops-content-hash': 'AAAA' }),
    without: [401, JSON_TYPE, ["Invalid signature for user or client 'admin'"]],
    with: [200, JSON_TYPE],
  },
  {
    quirk: 'content-hash-unchecked',
    asked: ({ ask }) =>
      ask('POST', `${PUSHY}/jobs`, { version: '1.1', body: JOB, headers: { 'x-ops-content-hash': 'AAAA' } }),
    without: [401, JSON_TYPE, ["Invalid signature for user or client 'admin'"]],
    with: CREATED,
  },
  {
    quirk: 'content-hash-unchecked',
    asked: ({ ask }) =>
      ask('GET', `${PUSHY}/jobs`, { version: '1.1', headers: { 'x-ops-content-hash': 'AAAA' } }),
    without: [401, JSON_TYPE, ["Invalid signature for user or client 'admin'"]],
    with: [401, JSON_TYPE, ["Invalid signature for user or client 'admin'"]],
  },
  {
    quirk: 'no-head',
    asked: ({ ask }) => ask('HEAD', `${PUSHY}/jobs`),
    without: [200, JSON_TYPE],
    with: [405, JSON_TYPE],
  },
  {
    quirk: 'no-head',
    asked: ({ ask }) => ask('PATCH', `${PUSHY}/jobs`),
    without: [405, JSON_TYPE, ['method PATCH is not offered here']],
    with: [501, JSON_TYPE, ['method PATCH is not implemented']],
  },
  {
    quirk: 'slash-401',
    asked: ({ ask }) => ask('GET', `${PUSHY}/jobs/`, { signsPathAsSent: true }),
    without: [200, JSON_TYPE],
    with: [401, JSON_TYPE, ["Invalid signature for user or client 'admin'"]],
  },
  { quirk: 'slash-401', asked: get('jobs/'), without: [200, JSON_TYPE], with: [200, JSON_TYPE] },
  {
    quirk: 'undecoded-names',
    asked: get('node_states/a%20b'),
    without: [404, JSON_TYPE, ["node 'a b' has never been seen"]],
    with: [404, JSON_TYPE, ["node 'a%20b' has never been seen"]],
  },
  {
    quirk: 'undecoded-names',
    asked: get('node_states/%zz?a=%zz'),
    without: [400, JSON_TYPE, ['the path is not validly percent-encoded']],
    with: [404, JSON_TYPE, ["node '%zz' has never been seen"]],
  },
  {
    quirk: 'accept-strictly',
    asked: get('jobs', { accept: 'application/json;q=0' }),
    without: [406, JSON_TYPE, ['this is given as application/json only']],
    with: [200, JSON_TYPE],
  },
  {
    quirk: 'not-modified',
    asked: get('jobs', { 'if-none-match': '*' }),
    without: [200, JSON_TYPE],
    with: [304, undefined],
  },
  {
    quirk: 'headers-before-size',
    asked: ({ app }) => app.inject({ method: 'POST', url: `${PUSHY}/jobs`, payload: ' '.repeat(1_000_001) }),
    without: [413, JSON_TYPE, ['request body too large (must be <= 1000000 bytes)']],
    with: [
      400,
      JSON_TYPE,
      [
        "missing required authentication header(s) 'X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'",
      ],
    ],
  },
  { quirk: 'fraction-500', asked: post({ ...JOB, quorum: 0.5 }), without: quorum('quorum'), with: CRASH },
  {
    quirk: 'fraction-500',
    asked: postText('{"command":"true","nodes":["web1"],"run_timeout":1e1}'),
    without: CREATED,
    with: CRASH,
  },
  { quirk: 'fraction-500', asked: post({ ...JOB, quorum: 1 }), without: CREATED, with: CREATED },
  { quirk: 'negative-quorum', asked: post({ ...JOB, quorum: -1 }), without: quorum('quorum'), with: CREATED },
  {
    quirk: 'negative-run-timeout',
    asked: post({ ...JOB, run_timeout: -1 }),
    without: quorum('run_timeout'),
    with: CREATED,
  },
  { quirk: 'long-user-500', asked: post({ ...JOB, user: 'u'.repeat(33) }), without: CREATED, with: CRASH },
  { quirk: 'long-user-500', asked: post({ ...JOB, user: 'u'.repeat(32) }), without: CREATED, with: CREATED },
  { quirk: 'long-user-500', asked: post({ ...JOB, dir: 'a\0b' }), without: UNKNOWN, with: CRASH },
  { quirk: 'nul-in-env', asked: post({ ...JOB, env: { 'A\0': '\0' } }), without: UNKNOWN, with: CREATED },
  {
    quirk: 'file-error-as-codes',
    asked: post({ ...JOB, file: `raw:${'x'.repeat(100_001)}` }),
    without: [400, JSON_TYPE, 'invalid file size (must be <= 100000 bytes)'],
    with: [
      400,
      JSON_TYPE,
      [
        ...[105, 110, 118, 97, 108, 105, 100, 32, 102, 105, 108, 101, 32, 115, 105, 122, 101, 32],
        ...[40, 109, 117, 115, 116, 32, 98, 101, 32, 60, 61, 32],
        [49, 48, 48, 48, 48, 48],
        ...[32, 98, 121, 116, 101, 115, 41],
      ],
    ],
  },
  {
    quirk: 'bad-ccpk-500',
    asked: ({ ask }) => ask('GET', `${PUSHY}/config/web1?ccpk=${','.repeat(40)}`, { as: 'web1' }),
    without: [401, JSON_TYPE, ['Bad ccpk']],
    with: CRASH,
  },
  {
    quirk: 'bad-ccpk-500',
    asked: ({ ask }) => ask('GET', `${PUSHY}/config/web1?ccpk=`, { as: 'web1' }),
    without: [400, JSON_TYPE, ['Missing ccpk']],
    with: [401, JSON_TYPE, ['Bad ccpk']],
  },
  {
    quirk: 'bad-ccpk-500',
    asked: ({ ask }) => ask('GET', `${PUSHY}/config/web1?ccpk=${KEY}&ccpk=${KEY}`, { as: 'web1' }),
    without: [400, JSON_TYPE, ['Missing ccpk']],
    with: [200, JSON_TYPE],
  },
];

async function answered(t: TestContext, { quirk, asked }: Case, isOn: boolean): Promise<Answered> {
  const fixture = await httpFixture(t, { quirks: new Set(isOn ? [quirk] : []) });
  const response = await asked(fixture);
  const type = response.headers['content-type'];
  const contentType = type === undefined ? undefined : String(type);
  // what is written in answer to HEAD stays at the server: node sends none of it, inject() shows it
  const isJson = response.raw.req.method !== 'HEAD' && response.body.startsWith('{');
  const { error } = isJson ? response.json<{ error?: unknown }>() : {};
  const { statusCode } = response;
  return error === undefined ? [statusCode, contentType] : [statusCode, contentType, error];
}

for (const [index, each] of CASES.entries()) {
  test(`${each.quirk} changes this answer alone (${index + 1})`, async (t) => {
    assert.deepEqual(await answered(t, each, false), each.without);
    assert.deepEqual(await answered(t, each, true), each.with);
  });
}
