import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { endless, startWebServer } from '../protocol/testing/web-server.ts';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const { privateKey: KEY } = newKeyPair();

/** Every command that asks a server, with what it needs. */
const CLIENTS: readonly (readonly string[])[] = [
  ...[
    ['job', 'start', 'true', 'a'],
    ['job', 'watch', 'x'],
    ['job', 'status', 'x'],
    ['job', 'list'],
  ],
  ...[['job', 'output', 'x', 'a'], ['node', 'status'], ['node', 'status', 'a'], ['doctor', 'a'], ['feed']],
  ...[
    ['org', 'list'],
    ['user', 'list'],
    ['client', 'show', 'a'],
    ['group', 'add', 'g', 'a'],
  ],
  ...[
    ['user', 'create', 'a'],
    ['client', 'delete', 'a'],
    ['conform', '--dry-run'],
  ],
  ['simulate', '--nodes', '1', '--key-pool', '1', '--workers', '1'],
];

const BAD_SERVERS: readonly (readonly [what: string, answer: (response: ServerResponse) => void])[] = [
  ['says nothing', () => {}],
  ['does not end its answer', (response) => endless(response, ' ')],
  [
    'stops in its answer',
    (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).write('['),
  ],
  [
    'stops in its feed',
    (response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':'),
  ],
];

for (const [what, answer] of BAD_SERVERS) {
  for (const words of CLIENTS) {
    test(`130: ${words.slice(0, 2).join(' ')} ends with the first Ctrl-C where its server ${what}`, async (context) => {
      const over = new AbortController();
      await using server = await startWebServer((_request, response) => {
        answer(response);
        setImmediate(() => over.abort('SIGINT'));
      });
      const folder = temporaryFolder(context);
      writeFileSync(join(folder, 'k.pem'), KEY);
      const reach = ['--server', server.url, '--org', 'dev', '--key', 'k.pem'];
      const most = ['--max-answer', String(Number.MAX_SAFE_INTEGER)];
      const [stdout, stderr] = [recordedScreen(), recordedScreen()];
      const host = { stdout, stderr, env: {}, folder, signal: over.signal };
      const code = await runProgram([...words, ...reach, ...most], COMMANDS, host);
      assert.equal(code, 130, stderr.text);
    });
  }
}

test('whoever interrupts the start of a job is told that it may have been started', async (context) => {
  const over = new AbortController();
  await using server = await startWebServer(() => over.abort('SIGINT'));
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'k.pem'), KEY);
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const words = ['job', 'start', 'true', 'a', '--server', server.url, '--org', 'dev', '--key', 'k.pem'];
  await runProgram(words, COMMANDS, { stdout, stderr, env: {}, folder, signal: over.signal });
  assert.deepEqual(stderr.lines, [
    'Interrupted before the server had answered; push-harness job list shows whether the job was started.',
  ]);
});
