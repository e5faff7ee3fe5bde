import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';

const tls = (name: string) => readFileSync(new URL(`testing/tls/${name}.pem`, import.meta.url));

/** What `job list` says of a server at this address. */
async function said(context: TestContext, server: string): Promise<string> {
  const { code, stderr } = await askHere(context, server, ['job', 'list']);
  assert.equal(code, 3, stderr);
  return stderr;
}

async function tlsServer(
  context: TestContext,
  options: { readonly key: string | Buffer; readonly cert: string | Buffer },
) {
  const server = createTlsServer(options, (_, response) => response.end('[]'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  context.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('https at a port without TLS says which address to give', async (context) => {
  await using server = await startWebServer((_, response) => response.end());
  assert.match(
    await said(context, server.url.replace('http:', 'https:')),
    /^Cannot reach https:\/\/127\.0\.0\.1:\d+ \(what listens there speaks no TLS\): give the address with http:\/\/\.\n$/,
  );
});

test('a certificate that is not known says how to trust it', async (context) => {
  const port = await tlsServer(context, { key: tls('key'), cert: tls('cert') });
  assert.match(
    await said(context, `https://127.0.0.1:${port}`),
    /\(its certificate is signed by itself\): name a file with the certificate in NODE_EXTRA_CA_CERTS to trust it\.\n$/,
  );
});
