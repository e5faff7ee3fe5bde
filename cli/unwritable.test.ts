import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** Nothing that listens, so that a command that asks it before it looks at its folder ends with 3. */
const NOBODY =
  'name: nobody\ndialect: documented\nserver: http://127.0.0.1:1\norganisation: dev\nroles: { admin: { user: a, key: a.pem } }\n';

function folderOf(context: TestContext): string {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'nobody.yaml'), NOBODY);
  writeFileSync(join(folder, 'taken'), 'a file');
  mkdirSync(join(folder, 'run'));
  return folder;
}

async function run(folder: string, words: readonly string[]) {
  const before = readdirSync(folder);
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const signal = new AbortController().signal;
  const code = await runProgram(words, COMMANDS, { stdout, stderr, env: {}, folder, signal });
  assert.deepEqual(readdirSync(folder), before, 'nothing is made');
  return { code, lines: [...stdout.lines, ...stderr.lines] };
}

const WRITERS: readonly (readonly string[])[] = [
  ['conform', '--target', 'nobody.yaml', '--out', 'taken'],
  ['conform-client', '--command', 'touch started', '--out', 'taken/report'],
  ['simulate', '--fleet', 'smoke', '--out', 'taken'],
  ['capacity', '--slo', 'jobs_failed == 0', '--out', 'taken'],
  ['compare', 'run', 'run', '--out', 'taken'],
];

for (const words of WRITERS) {
  test(`2: ${words[0]} holds that its report can be written before it does anything`, async (context) => {
    const { code, lines } = await run(folderOf(context), words);
    assert.equal(code, 2);
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(
      lines[0] ?? '',
      /^Cannot write the (report|comparison) into .*taken.* \(E\w+: a file is in its place\); give another folder with --out\.$/,
    );
  });
}

const INTO_PROC: readonly (readonly string[])[] = [
  ['conform', '--target', 'nobody.yaml', '--out', '/proc/x'],
  ['conform-client', '--command', 'touch started', '--out', '/proc/x/y'],
  ['simulate', '--fleet', 'smoke', '--out', '/proc/x'],
  ['capacity', '--slo', 'jobs_failed == 0', '--out', '/proc/x'],
  ['compare', 'run', 'run', '--out', '/proc/x'],
  ['serve', '--port', '0', '--heartbeat-port', '0', '--command-port', '0', '--data', '/proc/x'],
  ['serve', '--port', '0', '--heartbeat-port', '0', '--command-port', '0', '--data', '/proc'],
  [
    ...['chef-server', '--http-port', '0', '--https-port', '0', '--principals-port', '0'],
    ...['--data', '/proc/x/y'],
  ],
];

for (const words of INTO_PROC) {
  test(`2: ${words[0]} ends where nothing can be made: ${words.slice(-2).join(' ')}`, async (context) => {
    const { code, lines } = await run(folderOf(context), words);
    assert.equal(code, 2, lines.join('\n'));
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0] ?? '', /\/proc/);
    assert.doesNotMatch(lines[0] ?? '', /error of push-harness itself/);
  });
}

const WITH_TEMPORARY_FILES: readonly (readonly string[])[] = [
  ['conform', '--target', 'nobody.yaml'],
  ['conform-client', '--command', 'touch started'],
  ['simulate', '--fleet', 'smoke'],
  ['capacity', '--slo', 'jobs_failed == 0'],
];

for (const words of WITH_TEMPORARY_FILES) {
  test(`2: ${words[0]} holds that temporary files can be written before it does anything`, async (context) => {
    const { TMPDIR } = process.env;
    context.after(() => {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    });
    const folder = folderOf(context);
    process.env.TMPDIR = join(folder, 'nowhere');
    const { code, lines } = await run(folder, words);
    assert.equal(code, 2);
    assert.deepEqual(lines, [
      `There is no folder ${join(folder, 'nowhere')} for temporary files; set TMPDIR to one that can be written.`,
    ]);
  });
}
