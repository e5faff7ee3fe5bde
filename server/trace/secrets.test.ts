import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { signHmac, signHmacMessage } from '../../protocol/wire/signature.ts';
import { availableAt, nodeFor } from '../testing/server-fixture.ts';
import { sendSigned, tracedServer } from './testing/traced.ts';

const JOBS = '/organizations/dev/pushy/jobs';
/** What must not be seen: words of jobs, of requests that are refused, and of what nobody understands. */
const WORDS = ['value-of-env', 'content-of-file', 'typed-wrongly', 'in-broken-json', 'pass-of-user'];

/** A run in which every kind of secret is carried; gives its trace as text, and the secrets that only the run knows. */
async function runWithSecrets(context: TestContext, secrets: boolean) {
  const { server, admin, entries, until } = await tracedServer(context, { secrets });
  const node = await nodeFor(context, server, admin);
  await node.becomeAvailable();
  await availableAt(server);
  const job = { command: 'x', nodes: ['web1'], env: { A: WORDS[0] }, file: `raw:${WORDS[1]}` };
  await admin.pushy('POST', 'jobs', { body: job });
  const { jobId } = await node.hear('commit');
  await admin.pushy('GET', `jobs/${jobId}?include_file=true`);
  await admin.pushy('POST', 'jobs', { body: { ...job, env: undefined, environment: { A: WORDS[2] } } });
  await sendSigned(server, { path: JOBS, body: `{"command": "x", "env": {"A": "${WORDS[3]}"` });
  await admin.request('POST', '/users', {
    body: { name: 'bob', password: WORDS[4], email: 'b@example.com' },
  });
  const reply = await admin.request('POST', admin.orgPath('clients'), {
    body: { name: 'web2', create_key: true },
  });
  assert.match(reply.text, /PRIVATE KEY/);
  const echoed = JSON.stringify({ node: 'web1', org: 'dev', env: { A: WORDS[0] }, file: `raw:${WORDS[1]}` });
  await node.sayFrames(signHmacMessage(echoed, Buffer.alloc(32)));
  const refused = await until(
    'it is refused',
    ({ channel, verdict }) => channel === 'commands' && verdict === 'refused',
  );
  const key = node.sessionKey.toString('base64');
  return {
    text: JSON.stringify(entries),
    entries,
    key,
    refused,
    expected: signHmac(echoed, node.sessionKey),
  };
}

test('no secret is in a trace', async (context) => {
  const { text, entries, key } = await runWithSecrets(context, false);
  for (const word of [...WORDS, key]) assert.ok(!text.includes(word), word);
  assert.doesNotMatch(text, /PRIVATE KEY|x-ops-authorization/i);
  // a signature is 344 characters, and so is a session key that is encrypted: all are shortened or hidden
  assert.doesNotMatch(text, /[A-Za-z0-9+/]{300}/);
  for (const { header } of entries) assert.doesNotMatch(header ?? '', /Signature:[A-Za-z0-9+/]{20}/);
  assert.ok(entries.some(({ body }) => JSON.stringify(body)?.includes('"A":"(hidden)"')));
  assert.ok(text.includes('raw:(hidden, 15 characters)'));
});

test('secrets that are asked for are shown, but no private key', async (context) => {
  const { text, key, refused, expected } = await runWithSecrets(context, true);
  for (const word of [...WORDS, key]) assert.ok(text.includes(word), word);
  assert.doesNotMatch(text, /BEGIN (?:RSA )?PRIVATE KEY/);
  assert.deepEqual([refused.signature?.key, refused.signature?.expected], [key, expected]);
});
