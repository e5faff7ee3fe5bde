import assert from 'node:assert/strict';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { startReferenceServer } from '../server/server.ts';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function run(folder: string, ...words: readonly string[]) {
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const signal = new AbortController().signal;
  const code = await runProgram(['check-data', ...words], COMMANDS, {
    stdout,
    stderr,
    env: {},
    folder,
    signal,
  });
  return { code, lines: stdout.lines, said: stderr.lines };
}

test('a sound database, a running server, a damaged one, and what is saved of it', async (context) => {
  const folder = temporaryFolder(context);
  const data = join(folder, '.push-harness');
  const server = await startReferenceServer({ data });
  const busy = await run(folder);
  assert.equal(busy.code, 2);
  assert.match(busy.said.join(), /is in use by another process: stop the other server/);
  await server.stop();

  const sound = await run(folder);
  assert.equal(sound.code, 0);
  assert.match(sound.lines.join('\n'), /push-jobs\.sqlite is sound: \d+ rows in \d+ tables\.$/);

  const file = join(data, 'push-jobs.sqlite');
  const descriptor = openSync(file, 'r+');
  // all pages but those of the schema and its first tables
  const { size } = statSync(file);
  writeSync(descriptor, Buffer.alloc(8_192), 0, 8_192, size - 8_192);
  closeSync(descriptor);
  const damaged = await run(folder);
  assert.equal(damaged.code, 1);
  assert.match(damaged.lines[0] ?? '', /push-jobs\.sqlite is damaged:$/);
  assert.match(damaged.lines.at(-1) ?? '', /^push-harness check-data --salvage DIR saves what can be read/);
  const machine = await run(folder, '--json');
  assert.equal(JSON.parse(machine.lines[0] ?? '').sound, false);

  const saved = await run(folder, '--salvage', 'saved');
  assert.equal(saved.code, 0, saved.said.join());
  assert.match(saved.lines.join('\n'), /^users +2 +0 +0$/m);
  assert.equal((await run(folder, '--data', 'saved')).code, 0);
  await (await startReferenceServer({ data: join(folder, 'saved') })).stop();
});

test('where there is no database there is none afterwards', async (context) => {
  const folder = temporaryFolder(context);
  for (const words of [[], ['--salvage', 'saved']]) {
    const { code, said } = await run(folder, ...words);
    assert.equal(code, 2);
    assert.match(
      said.join(),
      /^Database .*push-jobs\.sqlite is not there: name the data folder of a server\.$/,
    );
  }
});
