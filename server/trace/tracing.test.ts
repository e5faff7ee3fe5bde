import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import test from 'node:test';
import { pino } from 'pino';
import { VERIFY_RULES } from '../../protocol/signing/verify-request.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { signHmacMessage, signRsaMessage } from '../../protocol/wire/signature.ts';
import { availableAt, nodeFor } from '../testing/server-fixture.ts';
import { Watching } from '../watching.ts';
import { sendSigned, tracedServer } from './testing/traced.ts';
import type { TraceEntry } from './trace-entry.ts';
import { Tracing } from './tracing.ts';

const brief = ({ direction, channel, type, node, verdict, status }: TraceEntry): string =>
  [direction, channel, type, node, verdict, status].filter((part) => part !== undefined).join(' ');
const isRefused = ({ verdict, direction }: TraceEntry) => verdict === 'refused' && direction === 'in';

test('the way of a node is told from its first request to the end of its job', async (context) => {
  const { server, admin, entries, until } = await tracedServer(context);
  const node = await nodeFor(context, server, admin);
  await node.becomeAvailable();
  await availableAt(server);
  await admin.pushy('POST', 'jobs', { body: { command: 'x', nodes: ['web1'] } });
  const { jobId } = await node.hear('commit');
  await node.say({ type: 'ack_commit' }, jobId);
  await node.hear('run');
  await node.say({ type: 'succeeded', stdout: 'done', stderr: '' }, jobId);
  await until('the end', ({ type }) => type === 'succeeded');
  const of = (wanted: string) => entries.filter(({ channel }) => channel === wanted).map(brief);
  assert.deepEqual(of('rest'), [
    'in rest request web1 accepted',
    'out rest answer web1 sent 200',
    'in rest request  accepted',
    'out rest answer  sent 201',
  ]);
  assert.deepEqual(of('commands'), [
    'in commands connection web1 accepted',
    'in commands heartbeat web1 accepted',
    'out commands abort web1 sent',
    'in commands aborted web1 accepted',
    'out commands commit web1 sent',
    'in commands ack_commit web1 accepted',
    'out commands run web1 sent',
    'in commands succeeded web1 accepted',
  ]);
  const [config] = entries.filter(({ type }) => type === 'request');
  assert.match(config?.url ?? '', /^\/organizations\/dev\/pushy\/config\/web1\?ccpk=/);
  assert.equal(config?.headers?.['x-ops-userid'], 'web1');
  const beat = entries.find(({ channel }) => channel === 'heartbeats');
  assert.equal(beat && brief(beat), 'out heartbeats heartbeat  sent');
  assert.equal(beat?.signature?.method, 'rsa2048_sha1');
});

test('a message with another key is shown as it came, with what its signature covers', async (context) => {
  const { server, admin, until } = await tracedServer(context);
  const node = await nodeFor(context, server, admin);
  const body = '{"node":"web1", "org":"dev", "type":"heartbeat"}';
  await node.sayFrames(signHmacMessage(body, Buffer.alloc(32)));
  const entry = await until('it is refused', isRefused);
  assert.deepEqual([entry.reason, entry.node, entry.type], ['bad_signature', 'web1', 'heartbeat']);
  assert.deepEqual(entry.signature?.texts, [body]);
  assert.match(entry.signature?.covers ?? '', /HMAC-SHA256 of the 48 bytes of the second frame/);
  assert.match(entry.detail ?? '', /of another key or of another body/);
  assert.match(entry.hint ?? '', /session key/);
});

test('a message that is signed with RSA, and one that cannot be read, are told of their connection', async (context) => {
  const { server, admin, until } = await tracedServer(context);
  const node = await nodeFor(context, server, admin);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await node.sayFrames(signRsaMessage('{"node":"web1"}', privateKey));
  const rsa = await until('RSA is refused', ({ reason }) => reason === 'bad_method');
  assert.deepEqual([rsa.node, rsa.signature?.method], ['web1', 'rsa2048_sha1']);
  assert.match(rsa.signature?.covers ?? '', /raw RSA of \S{27}=, which is the base64 of the SHA-1/);
  await node.sayFrames(['no header', 'no body', '']);
  const none = await until('three frames are refused', ({ reason }) => reason === 'frame_count');
  assert.deepEqual(
    [none.node, none.type, none.header, none.body],
    ['web1', 'unreadable', 'no header', 'no body'],
  );
  assert.deepEqual(none.frames, [9, 7, 0]);
});

for (const [version, line] of [
  ['1.0', 'Hashed Path:'],
  ['1.1', 'Hashed Path:'],
  ['1.3', 'Path:/organizations/dev/pushy/jobs'],
] as const) {
  test(`a request that signs another path with version ${version} shows the text that was verified`, async (context) => {
    const { server, until } = await tracedServer(context);
    const path = '/organizations/dev/pushy/jobs';
    assert.equal(await sendSigned(server, { path: `${path}?x=1`, signedPath: '/jobs', version }), 401);
    const { signature, reason, hint, sentence } = await until('it is refused', isRefused);
    assert.deepEqual([reason, signature?.method], ['bad_signature', version]);
    assert.deepEqual(signature?.paths, [path]);
    const [text = ''] = signature?.texts ?? [];
    assert.ok(
      text.split('\n').some((each) => each.startsWith(line)),
      text,
    );
    assert.match(`${sentence} ${hint}`, /admin.*without its query/);
  });
}

test('a body that has another digest than the headers state is told so', async (context) => {
  const { server, until } = await tracedServer(context);
  const path = '/organizations/dev/pushy/jobs';
  const body = '{"command": "x", "nodes": ["web1"]}';
  assert.equal(await sendSigned(server, { path, body, signedBody: body.replaceAll(' ', '') }), 401);
  const { detail, body: shown } = await until('it is refused', isRefused);
  assert.match(detail ?? '', /^header X-Ops-Content-Hash is ".*", expected \S+, the SHA-256 of the body/);
  assert.deepEqual(shown, { command: 'x', nodes: ['web1'] });
});

test('what no route takes, and what a handler refuses, are told with the reason', async (context) => {
  const { server, admin, entries } = await tracedServer(context);
  await sendSigned(server, { path: '/organizations/dev/pushy/cofnig/web1', user: 'web1' });
  await admin.pushy('GET', 'jobs/none');
  const told = entries
    .filter(({ channel }) => channel === 'rest')
    .map((entry) => `${brief(entry)} ${entry.reason} ${entry.sentence}`);
  assert.deepEqual(told, [
    'in rest request  refused unknown_path nothing is found at /organizations/dev/pushy/cofnig/web1',
    'out rest answer  refused 404 unknown_path undefined',
    'in rest request  accepted undefined undefined',
    "out rest answer  refused 404 unknown_job job 'none' does not exist",
  ]);
});

test('what is no HTTP is told', async (context) => {
  const { server, until } = await tracedServer(context);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  context.after(() => socket.destroy());
  socket.end('HELLO\r\n\r\n');
  const { type, reason, node, sentence } = await until('it is refused', isRefused);
  assert.deepEqual([type, reason, node], ['unreadable', 'bad_http', null]);
  assert.match(sentence ?? '', /not valid HTTP/);
});

test('a key that nobody has announced, and a wrong key of the server, are refused connections', async (context) => {
  const { server, admin, until } = await tracedServer(context);
  await nodeFor(context, server, admin, { curveServerKey: 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7' });
  const entry = await until(
    'it is refused',
    ({ type, verdict }) => type === 'connection' && verdict === 'refused',
  );
  assert.deepEqual([entry.reason, entry.node], ['wrong_server_key', null]);
  assert.match(entry.sentence ?? '', /curve_public_key of the configuration/);
});

test("of some nodes only what is about them is told, and what is for all, and what may be anybody's", async (context) => {
  const { server, admin, entries, until } = await tracedServer(context, { nodes: ['web2'] });
  const [web1, web2] = [
    await nodeFor(context, server, admin),
    await nodeFor(context, server, admin, { node: 'web2' }),
  ];
  await web1.becomeAvailable();
  await web2.becomeAvailable();
  await until('web2 is heard', ({ type }) => type === 'aborted');
  await until('a heartbeat of the server', ({ channel }) => channel === 'heartbeats');
  assert.deepEqual(new Set(entries.map(({ node }) => node)), new Set(['web2', null]));
  assert.ok(entries.every(({ node, channel }) => node === 'web2' || channel === 'heartbeats'));
});

test('it watches while somebody follows, and one who throws is told nothing more', () => {
  const watching = new Watching();
  const rules = { ...VERIFY_RULES, bodyFirst: false };
  const tracing = new Tracing({
    watching,
    clock: new SimulatedClock(),
    log: pino({ level: 'silent' }),
    rules,
  });
  assert.equal(watching.tap, undefined);
  let told = 0;
  const stop = tracing.follow({ onEntry: () => void told++ });
  tracing.follow({
    onEntry: () => {
      throw new Error('a bug of the follower');
    },
  });
  tracing.published(['a', 'b']);
  assert.deepEqual([told, watching.tap], [1, tracing]);
  stop();
  assert.equal(watching.tap, undefined);
});
