import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import { availableAt, clientFor, diagnose, serverFor } from '../testing/server-fixture.ts';
import { until } from '../testing/wire-node.ts';
import { expectDiagnosis, faultyClientFor, type Told } from './testing/expect-diagnosis.ts';
import { type ClientFault, rightCurve } from './testing/faulty-client.ts';

const CCPK = encodeURIComponent(newCurveKeyPair().publicKey);
const TIMINGS = { heartbeatIntervalMs: 100, rehabIntervalMs: 50 };

interface Case extends Told {
  readonly fault: ClientFault;
}

/** What authors of clients get wrong before any message can be read, each at a server of its own. */
const FAULTS: Readonly<Record<string, Case>> = {
  'connects with a key pair that it has not announced': {
    fault: { curve: (_announced, config) => rightCurve(newCurveKeyPair(), config) },
    cause: 'handshakes_failed',
    sentence: /only connections that fail to encrypt have come since/,
    detail:
      /^They came with a CURVE key that no node has announced: it must be .* ccpk of the last config request\.$/,
    remedy: /the key pair whose public half it sent as ccpk/,
  },
  'connects without CURVE': {
    fault: { curve: () => undefined },
    cause: 'handshakes_failed',
    detail: /^They came with another security mechanism than CURVE, which the configuration asks for/,
  },
  'takes another key for that of the server': {
    fault: {
      curve: (announced, config) => ({
        ...rightCurve(announced, config),
        curveServerKey: newCurveKeyPair().publicKey,
      }),
    },
    cause: 'handshakes_failed',
    detail: /^They came with a server key that is not the curve_public_key of the configuration/,
    remedy: /to the curve_public_key of the same answer/,
  },
  'fetches its configuration and never connects': {
    fault: { neverConnects: true },
    cause: 'never_connected',
    remedy: /reaches the command address/,
  },
  'does not subscribe to heartbeats': {
    fault: { neverSubscribes: true },
    cause: 'no_message',
    sentence: /has sent no message\.$/,
    detail: /^Nothing at its address has subscribed to the heartbeats of the server\.$/,
    remedy: /receives the server's heartbeats/,
  },
  'hears heartbeats and says nothing': {
    fault: { heartbeats: 0 },
    cause: 'no_message',
    detail: /^$/,
  },
};

for (const [what, { fault, ...wanted }] of Object.entries(FAULTS)) {
  test(`a client that ${what}`, async (context) => {
    const server = await serverFor(context, { timings: TIMINGS });
    const admin = clientFor(context, server);
    await faultyClientFor(context, server, admin, 'web1', fault);
    await expectDiagnosis(admin, 'web1', wanted);
  });
}

test('without encryption, a client of which nothing could be read is told of messages of nobody', async (context) => {
  const server = await serverFor(context, { curve: false, timings: TIMINGS });
  const admin = clientFor(context, server);
  const fault = { curve: () => undefined, text: () => 'hello' };
  await faultyClientFor(context, server, admin, 'web1', fault);
  await expectDiagnosis(admin, 'web1', {
    cause: 'nameless_messages',
    sentence: /only messages of nobody known have come since, and were refused/,
    detail: /^body is hello, expected an object in JSON\.$/,
    remedy: /Mend the messages/,
  });
});

test('without encryption, what cannot be read counts for the node that last proved its name on the connection', async (context) => {
  const server = await serverFor(context, { curve: false, timings: TIMINGS });
  const admin = clientFor(context, server);
  const fault: ClientFault = {
    curve: () => undefined,
    text: (text, { sequence }) => (Number(sequence) > 4 ? text.slice(1) : text),
  };
  await faultyClientFor(context, server, admin, 'web1', fault);
  await expectDiagnosis(admin, 'web1', { cause: 'message_bad_json' });
});

test('a message in the name of a node counts for both, and stops only the node that sent it', async (context) => {
  const server = await serverFor(context, { timings: TIMINGS });
  const admin = clientFor(context, server);
  await faultyClientFor(context, server, admin, 'web2', {});
  await availableAt(server, 'web2');
  const fault: ClientFault = { fields: (fields) => ({ ...fields, node: 'web2' }) };
  await faultyClientFor(context, server, admin, 'web1', fault);
  await expectDiagnosis(admin, 'web1', {
    cause: 'message_other_name',
    detail: /^node is "web2", expected "web1"/,
  });
  const { state, first_wrong: wrong, refusals } = await diagnose(admin, 'web2');
  assert.deepEqual([state, wrong], ['available', null]);
  assert.deepEqual(
    refusals.map(({ reason, over }) => [reason, over]),
    [['message_bad_signature', '"web1"']],
  );
});

test('names that stand in refused messages make nothing, however many there are', async (context) => {
  const server = await serverFor(context, { timings: TIMINGS });
  const admin = clientFor(context, server);
  const fault: ClientFault = {
    fields: (fields, number) => ({ ...fields, node: `${'long-'.repeat(50)}${number}` }),
  };
  await faultyClientFor(context, server, admin, 'web1', fault);
  const count = () => server.counters()['refusals.unknown_sender'] ?? 0;
  await until('twelve were refused', () => count() >= 12);
  const report = await diagnose(admin, 'web1');
  assert.equal(report.refusals.length, 1);
  assert.match(report.detail, /^node is "long-long.*"… \(\d+ characters\), expected "web1"/);
  assert.equal((await diagnose(admin, `${'long-'.repeat(50)}1`)).state, 'unknown');
});

test('a name that no client has, and one that a client has in another case, before and after it was used', async (context) => {
  const server = await serverFor(context, { timings: TIMINGS });
  const admin = clientFor(context, server);
  await expectDiagnosis(admin, 'ghost', {
    cause: 'no_such_client',
    sentence: /^No client of this organisation is named ghost, and nothing has been heard of it\.$/,
    detail: /^$/,
    remedy:
      /^Register a client ghost, or ask for the name that the push client has, in the organisation that is in its URL\.$/,
  });
  await faultyClientFor(context, server, admin, 'web1', {});
  const spelled: Told = {
    cause: 'no_such_client',
    detail: /^There is a client web1: upper and lower case are different names\.$/,
    remedy: /^Use the name web1, here and in the push client/,
  };
  await expectDiagnosis(admin, 'Web1', spelled);
  // the client asks for its configuration by that name
  assert.equal((await admin.as({ user: 'Web1' }).pushy('GET', `config/Web1?ccpk=${CCPK}`)).status, 401);
  await expectDiagnosis(admin, 'Web1', { ...spelled, cause: 'config_unknown_principal' });
});

test('a client that asks in another organisation is told of there, and in its own it is said where to look', async (context) => {
  const server = await serverFor(context, { timings: TIMINGS });
  const admin = clientFor(context, server);
  const publicKey = createPublicKey(server.bootstrapKeys.admin).export({ type: 'spki', format: 'pem' });
  await server.access.clients.create(server.org, { name: 'web1', publicKey: publicKey.toString() });
  await server.access.organisations.create({ name: 'other', admin: 'admin' });
  for (const org of ['other', 'nowhere']) {
    const asks = admin.as({ org, user: 'web1' });
    assert.notEqual((await asks.pushy('GET', `config/web1?ccpk=${CCPK}`)).status, 200);
  }
  await expectDiagnosis(admin, 'web1', {
    cause: 'never_heard_of',
    remedy:
      /asks this server for \/organizations\/ORG\/pushy\/config\/web1, with this organisation and this name\./,
  });
  await expectDiagnosis(admin.as({ org: 'other' }), 'web1', {
    cause: 'config_unknown_principal',
    remedy:
      /^Register a client web1 .*; if another organisation has that client, write that one into the URL/,
  });
});
