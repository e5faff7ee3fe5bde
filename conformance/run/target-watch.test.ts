import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { startWebServer } from '../../protocol/testing/web-server.ts';
import { watchTarget } from './target-watch.ts';

const EXTERNAL = { server: { kind: 'external', url: '' }, goneAfterMs: 20 } as const;

test('a target that goes away is told, with why nothing answers', async () => {
  const server = await startWebServer((_request, response) => response.end('{}'));
  const gone = new Promise<string>((told) => watchTarget({ ...EXTERNAL, url: server.url }, told));
  await server[Symbol.asyncDispose]();
  assert.match(
    await gone,
    /^the target at http:\/\/127\.0\.0\.1:\d+ no longer answers \(.*ECONNREFUSED.*\)$/,
  );
});

test('a target that is being restarted is not gone, until that is over and it is still away', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const restartFile = join(folder, 'restarting');
  writeFileSync(restartFile, '');
  let lookedOften: () => void;
  const often = new Promise<void>((resolve) => {
    lookedOften = resolve;
  });
  await using server = await startWebServer((_request, response, number) => {
    response.writeHead(503).end();
    if (number === 20) lookedOften();
  });
  let isGone = false;
  const gone = new Promise<string>((told) =>
    watchTarget({ ...EXTERNAL, url: server.url, restartFile }, (why) => {
      isGone = true;
      told(why);
    }),
  );
  await often;
  assert.equal(isGone, false);
  rmSync(restartFile);
  assert.match(await gone, /no longer answers \(answered with 503\)$/);
});

test('a watch that is ended tells nothing, and a server in the process of the scenarios is not watched', async () => {
  let looked: () => void;
  const once = new Promise<void>((resolve) => {
    looked = resolve;
  });
  await using server = await startWebServer((_request, response) => {
    response.writeHead(503).end();
    looked();
  });
  const never = () => assert.fail('it was told');
  const end = watchTarget({ ...EXTERNAL, url: server.url }, never);
  watchTarget({ server: { kind: 'in-process' }, goneAfterMs: 0 }, never);
  const answered = once.then(() => end());
  await answered;
});
