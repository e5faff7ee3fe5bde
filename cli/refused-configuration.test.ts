import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { type SeenRequest, startWebServer } from '../protocol/testing/web-server.ts';
import { COMMANDS } from './commands.ts';
import type { Screen } from './output/output.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const PAGE = `<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head>\n${'<p>nothing\n'.repeat(60)}</html>\n`;

/** What a command says of a server that answers like this; it is interrupted once a line matches. */
async function said(
  context: TestContext,
  words: readonly string[],
  answerOf: (request: SeenRequest) => { readonly status: number; readonly text: string },
  enough?: RegExp,
) {
  const over = new AbortController();
  const [stdout, recorded] = [recordedScreen(), recordedScreen()];
  const stderr: Screen = {
    ...recorded,
    write(chunk) {
      recorded.write(chunk);
      if (enough?.test(String(chunk))) over.abort('SIGINT');
    },
  };
  await using server = await startWebServer((request, response) => {
    const { status, text } = answerOf(request);
    response.writeHead(status, { 'Content-Type': text.startsWith('<') ? 'text/html' : 'application/json' });
    response.end(text);
  });
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'admin.pem'), newKeyPair().privateKey);
  const target = ['--server', server.url, '--org', 'dev', '--key', 'admin.pem'];
  const host = { stdout, stderr, env: {}, folder, signal: over.signal };
  const code = await runProgram([...words, ...target], COMMANDS, host);
  return { code, lines: [...stdout.lines, ...recorded.lines] };
}

test('a node whose configuration is refused with a page is told on one line', async (context) => {
  const { lines } = await said(
    context,
    ['simulate', '--nodes', '3', '--key-pool', '1', '--workers', '1'],
    ({ url }) =>
      url.includes('/config/') ? { status: 403, text: PAGE } : { status: 201, text: '{"uri":""}' },
    /gets no configuration/,
  );
  const troubles = lines.filter((line) => line.includes('gets no configuration'));
  assert.equal(troubles.length, 1, lines.join('\n'));
  assert.match(troubles[0] ?? '', /was refused with 403: an HTML page, "403 Forbidden"$/);
  assert.ok(
    lines.every((line) => !line.includes('<p>')),
    lines.join('\n'),
  );
});

test('a server without diagnoses is told on one line, with what to ask instead', async (context) => {
  const { code, lines } = await said(context, ['doctor', 'web1'], () => ({ status: 404, text: PAGE }));
  assert.equal(code, 1);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /has no diagnosis of nodes \(404\): only .* node status web1\.$/);
});

test('a diagnosis that is refused with a page is told on one line', async (context) => {
  const { code, lines } = await said(context, ['doctor', 'web1'], () => ({ status: 403, text: PAGE }));
  assert.equal(code, 2);
  assert.deepEqual(lines, [
    'The server refused (403): An HTML page, "403 Forbidden". Ask as a principal who may: give another --user and --key.',
  ]);
});
