import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { generate } from 'selfsigned';
import { vectorKey } from '../testing/vectors.ts';
import { ServerUnreachable } from './errors.ts';
import { RestClient } from './rest-client.ts';
import type { ServerReach } from './server-reach.ts';

const EC = { keyType: 'ec', algorithm: 'sha256' } as const;
const signs = [
  { name: 'basicConstraints', cA: true },
  { name: 'keyUsage', keyCertSign: true },
] as const;
const shows = (ip: string) => [
  { name: 'basicConstraints' as const, cA: false },
  { name: 'subjectAltName' as const, altNames: [{ type: 7 as const, ip }] },
];

const authority = await generate([{ name: 'commonName', value: 'authority' }], {
  ...EC,
  extensions: [...signs],
});
const signedBy = { key: authority.private, cert: authority.cert };

/** A certificate of the authority for an address. */
function issued(ip: string) {
  const extensions = shows(ip);
  return generate([{ name: 'commonName', value: 'server' }], { ...EC, ca: signedBy, extensions });
}

const server = await issued('127.0.0.1');

/** The status of an answer over TLS, or why there is none. */
async function answered(context: TestContext, reach: ServerReach, shown = server): Promise<number | string> {
  const listening = createServer({ cert: shown.cert, key: shown.private }, (_, response) =>
    response.end('[]'),
  );
  await new Promise<void>((isListening) => listening.listen(0, '127.0.0.1', isListening));
  const { port } = listening.address() as AddressInfo;
  const serverUrl = `https://127.0.0.1:${port}`;
  const client = new RestClient({ serverUrl, org: 'dev', user: 'admin', privateKey: vectorKey, ...reach });
  context.after(async () => {
    await client.close();
    listening.close();
  });
  try {
    return (await client.request('GET', '/pushy/_status')).status;
  } catch (error) {
    assert.ok(error instanceof ServerUnreachable, String(error));
    return error.message;
  }
}

test('a certificate is trusted by its authority, one of many, or as it stands', async (context) => {
  assert.match(String(await answered(context, {})), /an authority that is not known here\): .*--ca FILE/);
  assert.equal(await answered(context, { ca: authority.cert }), 200);
  const other = await generate([{ name: 'commonName', value: 'other' }], EC);
  assert.equal(await answered(context, { ca: `${other.cert}\n${authority.cert}` }), 200);
  assert.equal(await answered(context, { ca: server.cert }), 200);
  assert.match(String(await answered(context, { ca: other.cert })), /is not known here/);
});

test('a certificate for another address is refused, and taken where nobody checks it', async (context) => {
  const elsewhere = await issued('127.0.0.2');
  assert.match(
    String(await answered(context, { ca: authority.cert }, elsewhere)),
    /its certificate is for another name\): give the address by a name that the certificate has; --insecure/,
  );
  assert.equal(await answered(context, { insecure: true }, elsewhere), 200);
});
