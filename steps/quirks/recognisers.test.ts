import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digest } from '../../protocol/signing/scheme.ts';
import type { Scene, Wanted } from './recogniser.ts';
import { RECOGNISERS } from './recognisers.ts';
import { type ExchangeParts, exchange } from './testing/exchange.ts';

const JOB_ID = 'aaaaaaaaaaaa25fd67fa8715fd547d3d';
const SCENE: Scene = {
  org: 'dev',
  jobIds: [JOB_ID],
  isClientAndStranger: (name) => name === 'web1',
};
const HTML = { headers: { 'content-type': 'text/html' }, body: '<html><head>' };

const status = (wanted: number): Wanted => ({ what: 'status', status: wanted });
const error = (text: string): Wanted => ({ what: 'error', error: text });
const job = (body: object): Pick<ExchangeParts, 'method' | 'sent'> => ({
  method: 'POST',
  sent: JSON.stringify({ command: 'true', nodes: ['web1'], ...body }),
});
const text = (sent: string): Pick<ExchangeParts, 'method' | 'sent'> => ({ method: 'POST', sent });
const refused = (said: unknown): string => JSON.stringify({ error: said });
const CODES = [...[...'invalid file size (must be <= '].map((each) => each.charCodeAt(0)), [49, 48], 41];

/** What was asked and answered, what was wanted, and the quirks that are seen in it. */
type Case = readonly [seen: ExchangeParts, wanted: Wanted, quirks: readonly string[]];

const CASES: readonly Case[] = [
  // html-errors
  [{ status: 404, ...HTML }, { what: 'error body' }, ['html-errors']],
  [{ status: 404, ...HTML }, error('no such job'), ['html-errors']],
  [{ status: 404, body: refused(['no']) }, { what: 'error body' }, ['html-errors']],
  [{ status: 404, body: 'no' }, { what: 'error body' }, []],
  [{ status: 401, ...HTML }, { what: 'error body' }, []],
  [{ status: 404, headers: HTML.headers, body: 'no' }, { what: 'error body' }, []],
  [{ status: 404, ...HTML }, status(403), []],
  [{ status: 404, ...HTML }, { what: 'header', name: 'content-type', value: 'x' }, ['html-errors']],
  [{ status: 200, ...HTML }, { what: 'header', name: 'content-type', value: 'x' }, []],
  [{ status: 404, ...HTML }, { what: 'header', name: 'location', value: undefined }, []],
  // bad-json-500 and body-first
  [{ ...text('{'), status: 500 }, status(400), ['bad-json-500']],
  [{ ...text(''), status: 500 }, status(400), ['bad-json-500']],
  [{ ...text('{"command":"\\ud800","nodes":["n"]}'), status: 500 }, status(400), ['bad-json-500']],
  [{ ...text('{"command":"c","nodes":["n"],"quorum":1e999}'), status: 500 }, status(400), ['bad-json-500']],
  [{ ...text('{'), status: 502 }, status(400), []],
  [{ ...text('{}'), status: 500 }, status(400), []],
  [{ ...text('{'), method: 'PUT', status: 500 }, status(400), []],
  [{ ...text('{'), status: 500 }, status(401), ['bad-json-500', 'body-first']],
  [{ ...text('{}'), status: 400, body: refused('invalid command supplied') }, status(403), ['body-first']],
  [{ ...text('{}'), status: 400, body: refused(CODES) }, status(403), ['body-first']],
  [{ ...text('{}'), status: 400, body: refused(['missing required']) }, status(401), []],
  [{ ...text('{}'), status: 400, body: refused('something else') }, status(401), []],
  [{ ...text('{}'), status: 500 }, status(401), []],
  // content-hash-unchecked
  [hashed('AAAA', 200), status(401), ['content-hash-unchecked']],
  [hashed(digest('sha256', ''), 200), status(401), []],
  [hashed('AAAA', 403), status(401), []],
  // no-head
  [{ method: 'HEAD', status: 405 }, status(200), ['no-head']],
  [{ method: 'HEAD', status: 404 }, status(200), []],
  [{ method: 'GET', status: 405 }, status(200), []],
  [{ method: 'PATCH', status: 501 }, status(405), ['no-head']],
  [{ method: 'PUT', status: 501 }, status(405), []],
  [allowing('POST, GET'), { what: 'allow', methods: ['GET', 'HEAD', 'POST'] }, ['no-head']],
  [allowing('GET'), { what: 'allow', methods: ['GET', 'HEAD', 'POST'] }, []],
  // location-of-nothing
  [located(415, `http://h/organizations/dev/pushy/jobs/${JOB_ID}`), noLocation(), ['location-of-nothing']],
  [located(415, 'http://h/elsewhere'), noLocation(), []],
  [located(400, `http://h/organizations/dev/pushy/jobs/${JOB_ID}`), noLocation(), []],
  // paths
  [{ path: 'jobs/', status: 401 }, status(200), ['slash-401']],
  [{ path: 'jobs/?a=/b', status: 401 }, status(200), ['slash-401']],
  [{ path: 'jobs', status: 401 }, status(200), []],
  [{ path: 'node_states/%77eb1', status: 404 }, node('web1', '%77eb1', true), ['undecoded-names']],
  [
    { path: 'node_states/a%20b', status: 200, body: '"a%20b"' },
    node('a b', 'a%20b', false),
    ['undecoded-names'],
  ],
  [{ path: 'node_states/a%20b', status: 404, body: '' }, node('a b', 'a%20b', false), []],
  [{ path: 'node_states/web1', status: 404 }, node('web1', 'web1', true), []],
  [{ path: 'node_states/%zz', status: 200 }, status(400), ['undecoded-names']],
  [{ path: `jobs/${JOB_ID}/output/%77/stdout`, status: 404 }, status(200), ['undecoded-names']],
  [{ path: `jobs/${JOB_ID}/output/w/stdout`, status: 404 }, status(200), []],
  // headers of the request
  [proxied('gopher', 'gopher://h/jobs/1'), locatedFrom('http://h/jobs/'), ['forwarded-proto-verbatim']],
  [proxied('gopher', 'ftp://h/jobs/1'), locatedFrom('http://h/jobs/'), []],
  [{ asked: { accept: 'application/json;v=1' }, status: 406 }, status(200), ['accept-strictly']],
  [{ asked: { accept: 'application/json;q=0.5' }, status: 406 }, status(200), []],
  [{ asked: { accept: 'application/json; q=0.0' }, status: 200 }, status(406), ['accept-strictly']],
  [{ asked: { accept: 'application/json;q=0.01' }, status: 200 }, status(406), []],
  [{ asked: { 'If-None-Match': '*' }, status: 304 }, status(200), ['not-modified']],
  [{ asked: { 'If-None-Match': '"x"' }, status: 304 }, status(200), []],
  [{ ...missingHeaders(), method: 'POST' }, status(413), ['headers-before-size']],
  [{ ...missingHeaders(), path: 'config/web1' }, error('Missing ccpk'), []],
  [timed('2014-07-10T05:17:40', 200), status(401), ['time-without-zone']],
  [timed('2014-07-10T05:17:40', 401), error("bad header(s) 'X-Ops-Timestamp'"), ['time-without-zone']],
  [timed('2014-07-10 05:17:40', 200), status(401), []],
  // jobs
  [{ ...job({ nodes: ['a', 'a'] }), status: 500 }, status(400), ['twice-named-500']],
  [{ ...job({ nodes: ['a', 'b'] }), status: 500 }, status(400), []],
  [{ ...text('{"command":"c","nodes":["n"],"quorum":1.0}'), status: 500 }, status(201), ['fraction-500']],
  [{ ...text('{"command":"c","nodes":["n"],"quorum":1}'), status: 500 }, status(201), []],
  [{ ...job({ quorum: -1 }), status: 201 }, status(400), ['negative-quorum']],
  [{ ...job({ run_timeout: -1 }), status: 201 }, status(400), ['negative-run-timeout']],
  [{ ...job({ quorum: 0 }), status: 201 }, status(400), []],
  [{ ...job({ user: 'u'.repeat(33) }), status: 500 }, status(201), ['long-user-500']],
  [{ ...job({ user: 'u'.repeat(32) }), status: 500 }, status(201), []],
  [{ ...job({ dir: 'a\0' }), status: 500 }, status(400), ['long-user-500']],
  [{ ...job({ env: { 'A\0': '1' } }), status: 201 }, status(400), ['nul-in-env']],
  [{ ...job({ env: { A: 1 } }), status: 201 }, status(400), []],
  [
    { ...job({}), status: 400, body: refused(CODES) },
    error('invalid file size (must be <= 10)'),
    ['file-error-as-codes'],
  ],
  [{ ...job({}), status: 400, body: refused([1]) }, error('invalid file size (must be <= 10)'), []],
  // configurations
  [{ path: `config/w?ccpk=${','.repeat(40)}`, status: 500 }, status(401), ['bad-ccpk-500']],
  [{ path: `config/w?ccpk=${'a'.repeat(40)}`, status: 500 }, status(401), []],
  [{ path: 'config/w?ccpk=', status: 401 }, status(400), ['bad-ccpk-500']],
  [{ path: 'config/w?ccpk=a&ccpk=b', status: 200 }, status(400), ['bad-ccpk-500']],
  [{ path: 'config/w', status: 401 }, status(400), []],
  // who may
  [read('ops', JOB_ID, 200), status(404), ['any-organisation-reads']],
  [read('dev', JOB_ID, 200), status(404), []],
  [read('ops', '0'.repeat(32), 200), status(404), []],
  [{ asked: { 'X-Ops-Userid': 'web1' }, status: 401 }, status(200), ['two-kinds-one-name']],
  [{ asked: { 'X-Ops-Userid': 'web2' }, status: 401 }, status(200), []],
  [{ status: 0 }, status(403), ['groups-in-a-circle']],
];

function hashed(contentHash: string, answered: number): ExchangeParts {
  const asked = { 'X-Ops-Sign': 'algorithm=sha256;version=1.3;', 'X-Ops-Content-Hash': contentHash };
  return { asked, status: answered };
}

function allowing(allow: string): ExchangeParts {
  return { method: 'PUT', status: 405, headers: { allow } };
}

function located(answered: number, location: string): ExchangeParts {
  return { method: 'POST', sent: '{}', status: answered, headers: { location } };
}

function noLocation(): Wanted {
  return { what: 'header', name: 'location', value: undefined };
}

function node(name: string, spelled: string, isThere: boolean): Wanted {
  return { what: 'node', name, spelled, isThere };
}

function proxied(scheme: string, location: string): ExchangeParts {
  return { asked: { 'X-Forwarded-Proto': scheme }, status: 201, headers: { location } };
}

function locatedFrom(begins: string): Wanted {
  return { what: 'location', begins };
}

function missingHeaders(): ExchangeParts {
  return { status: 400, body: refused(["missing required authentication header(s) 'X-Ops-UserId'"]) };
}

function timed(timestamp: string, answered: number): ExchangeParts {
  const body = refused(['Failed to authenticate as a. Synchronize the clock on your host.']);
  return { asked: { 'X-Ops-Timestamp': timestamp }, status: answered, body };
}

function read(org: string, id: string, answered: number): ExchangeParts {
  return { path: `/organizations/${org}/pushy/jobs/${id}`, status: answered };
}

test('each answer is recognised as that of these quirks and of no other', () => {
  for (const [seen, wanted, quirks] of CASES) {
    const met = RECOGNISERS.filter((each) => each.recognises(exchange(seen), wanted, SCENE));
    assert.deepEqual(
      met.map(({ quirk }) => quirk),
      quirks,
      JSON.stringify([seen, wanted]),
    );
  }
});

test('every recogniser has an answer that it knows', () => {
  const tried = new Set(CASES.flatMap(([, , quirks]) => quirks));
  assert.deepEqual(
    RECOGNISERS.map(({ quirk }) => quirk).filter((quirk) => !tried.has(quirk)),
    [],
  );
});
