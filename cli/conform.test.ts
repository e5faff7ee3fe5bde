import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const IN_PROCESS = 'name: ours\ndialect: documented\nin-process: true\n';

function conform(context: TestContext, files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  return conformWithin(context, {}, files, ...words);
}

async function conformWithin(
  context: TestContext,
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  ...words: readonly string[]
) {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'empty'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const code = await runProgram(['conform', ...words], COMMANDS, {
    stdout,
    stderr,
    env,
    folder,
    signal: new AbortController().signal,
  });
  return { code, lines: stdout.lines, remarks: stderr.lines, folder };
}

test('2: an id that does not exist is named with the one that was probably meant', async (context) => {
  const { code, remarks } = await conform(
    context,
    { 'mine.yaml': IN_PROCESS },
    'QUORUM-07',
    '--target',
    'mine.yaml',
  );
  assert.equal(code, 2);
  assert.match(
    remarks[0] ?? '',
    /^No scenario has the id QUORUM-07 that the arguments name; did you mean QUORUM-007\?$/,
  );
});

test('2: a broken target file is told with file and line', async (context) => {
  const broken = IN_PROCESS.replace('documented', 'documentd');
  const { code, remarks } = await conform(context, { 'mine.yaml': broken }, '--target', 'mine.yaml');
  assert.equal(code, 2);
  assert.match(remarks[0] ?? '', /mine\.yaml:2 dialect is "documentd": did you mean documented\?/);
});

test('2: words that contradict each other or mean nothing', async (context) => {
  const files = { 'mine.yaml': IN_PROCESS };
  for (const [words, wanted] of [
    [['--target', 'mine.yaml', '--server', 'http://127.0.0.1:1'], /name two targets/],
    [['--target', 'mine.yaml', '--shard', '4/3'], /--shard is 4\/3; give a part such as 1\/3/],
    [['--target', 'mine.yaml', '--tags', '@must and'], /is no expression of tags: [^.]*[^.]\. Give one/],
    [['--target', 'mine.yaml', '--rerun', 'none.txt'], /Cannot read the list of ids none\.txt \(ENOENT: /],
    [['--target', 'none.yaml'], /Cannot read the target none\.yaml \(ENOENT: /],
    [['--data', 'empty'], /add --org NAME/],
  ] as const) {
    const { code, remarks } = await conform(context, files, ...words);
    assert.equal(code, 2, words.join(' '));
    assert.match(remarks[0] ?? '', wanted);
  }
});

test('a target on the command line goes before a server that stands elsewhere, and the other way round', async (context) => {
  const words = ['QUORUM-007', '--dry-run'];
  const settings = (text: string) => ({ 'mine.yaml': IN_PROCESS, 'push-harness.yaml': text });
  const byFile = await conform(
    context,
    settings('server: http://127.0.0.1:1\norg: dev\n'),
    ...words,
    '--target',
    'mine.yaml',
  );
  assert.equal(byFile.code, 0, byFile.remarks.join('\n'));
  const byAddress = await conform(
    context,
    { ...settings('target: mine.yaml\n'), 'k.pem': newKeyPair().privateKey },
    ...words,
    ...['--server', 'http://127.0.0.1:1', '--org', 'dev', '--key', 'k.pem'],
  );
  assert.equal(byAddress.code, 3);
  const both = await conform(context, settings('target: mine.yaml\nserver: http://127.0.0.1:1\n'), ...words);
  assert.match(both.remarks[0] ?? '', /name two targets/);
});

test('3: a server that cannot be reached', async (context) => {
  const files = { 'admin.pem': newKeyPair().privateKey };
  const server = ['--server', 'http://127.0.0.1:1', '--org', 'dev', '--key', 'admin.pem'];
  const { code, remarks } = await conform(context, files, 'QUORUM-007', '--dry-run', ...server);
  assert.equal(code, 3);
  assert.match(remarks[0] ?? '', /^Cannot reach http:\/\/127\.0\.0\.1:1/);
});

test('a target of a file is mended in that file: its address, and a key that is missing', async (context) => {
  const target = `name: there
dialect: auto
server: http://127.0.0.1:1
organisation: dev
roles: { admin: { user: admin, key: admin.pem } }
`;
  const words = ['QUORUM-007', '--dry-run', '--target', 'there.yaml'];
  const files = { 'there.yaml': target, 'admin.pem': newKeyPair().privateKey };
  const unreachable = await conform(context, files, ...words);
  assert.equal(unreachable.code, 3);
  assert.match(
    unreachable.remarks[0] ?? '',
    /^Cannot reach http:\/\/127\.0\.0\.1:1 .* Start it, or check server: in there\.yaml\. Nothing was proven\.$/,
  );
  const keyless = await conform(context, { 'there.yaml': target }, ...words);
  assert.equal(keyless.code, 2);
  assert.match(
    keyless.remarks[0] ?? '',
    /^Cannot use the key \/.*\/admin\.pem of admin \(ENOENT: .*\); a path in a target's file counts from there; .* in \.push-harness\/keys\.$/,
  );
});

test('a dry run lists what would run, and counts why the rest would not', async (context) => {
  const files = { 'mine.yaml': IN_PROCESS, 'again.txt': 'QUORUM-007\n' };
  const words = ['--target', 'mine.yaml', '--dry-run', '--rerun', 'again.txt'];
  const { code, lines, remarks } = await conform(context, files, ...words);
  assert.equal(code, 0);
  assert.equal(lines.length, 1);
  assert.match(
    lines[0] ?? '',
    /^QUORUM-007 {2}must {2}a job runs when enough .*: a job without a quorum runs /,
  );
  assert.match(remarks.join('\n'), /not run, it is not to be run again/);
});

test('within GitHub Actions what keeps a judgement from beginning is an annotation too', async (context) => {
  const actions = { GITHUB_ACTIONS: 'true' };
  const gone = 'server: http://127.0.0.1:1\ndialect: documented\norganisation: dev\n';
  const files = {
    'gone.yaml': `${gone}roles: { admin: { user: admin, key: admin.pem } }\n`,
    'admin.pem': newKeyPair().privateKey,
  };
  const told = async (...words: readonly string[]) => {
    const { code, remarks } = await conformWithin(context, actions, files, ...words);
    return [code, remarks.find((line) => line.startsWith('::')) ?? ''] as const;
  };
  const [usage, said] = await told('--tags', '@must and');
  assert.equal(usage, 2);
  assert.match(said, /^::error title=conform::No organisation is given; add --org NAME/);
  const [unreachable, why] = await told('--target', 'gone.yaml', 'QUORUM-007');
  assert.equal(unreachable, 3);
  assert.match(why, /^::error title=conform::Cannot reach http:\/\/127\.0\.0\.1:1 .*Nothing was proven\.$/);
  const { remarks } = await conform(context, files, '--target', 'gone.yaml', 'QUORUM-007');
  assert.ok(remarks.every((line) => !line.startsWith('::')));
});

test('a list of what failed that names nothing is told as that, and asks nobody', async (context) => {
  const target = `server: http://127.0.0.1:1\ndialect: documented\norganisation: dev\n`;
  const roles = 'roles: { admin: { user: admin, key: admin.pem } }\n';
  const files = { 'mine.yaml': `${target}${roles}`, 'none.txt': '\n', 'admin.pem': newKeyPair().privateKey };
  const { code, lines } = await conform(context, files, '--target', 'mine.yaml', '--rerun', 'none.txt');
  assert.deepEqual(
    [code, ...lines],
    [0, 'Nothing had failed: none.txt names no scenario, so that nothing runs again.'],
  );
});

test('the report names the command that asks for it, without what others cannot use', async (context) => {
  const files = { 'mine.yaml': `${IN_PROCESS}capabilities: []\n` };
  const words = [
    'QUORUM-007',
    '--target',
    'mine.yaml',
    '--out',
    'report',
    '--shard',
    '1/2',
    '--parallel',
    '1',
  ];
  const { code, lines, folder } = await conform(context, files, ...words);
  assert.equal(code, 4);
  assert.match(lines.join('\n'), /1 not applicable/);
  const { commandLine } = JSON.parse(readFileSync(join(folder, 'report', 'results.json'), 'utf8'));
  assert.deepEqual(commandLine.slice(0, 4), ['conform', 'QUORUM-007', '--target', 'mine.yaml']);
  assert.ok(!commandLine.includes('--shard'));
});
