import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';
import { startTlsFront } from './testing/tls-front.ts';

/** What `job list` says of a server at this address. */
async function said(context: TestContext, server: string): Promise<string> {
  const { code, stderr } = await askHere(context, server, ['job', 'list']);
  assert.equal(code, 3, stderr);
  return stderr;
}

test('http at a port of TLS asks for https', async (context) => {
  const { url } = await startTlsFront(context);
  assert.match(
    await said(context, url.replace('https:', 'http:')),
    /^Cannot reach http:\/\/127\.0\.0\.1:\d+ \(.*\): is the server running, and does it need https:\/\/\? /,
  );
});

test('https at a port without TLS says which address to give', async (context) => {
  await using server = await startWebServer((_, response) => response.end());
  assert.match(
    await said(context, server.url.replace('http:', 'https:')),
    /^Cannot reach https:\/\/127\.0\.0\.1:\d+ \(what listens there speaks no TLS\): give the address with http:\/\/\.\n$/,
  );
});
