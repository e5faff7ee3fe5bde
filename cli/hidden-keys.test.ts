import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { answerJson, startWebServer, type WebServer } from '../protocol/testing/web-server.ts';
import { COMMANDS } from './commands.ts';
import { flagOf, type OptionTable, variableOf } from './options/option-table.ts';
import type { Screen } from './output/output.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** The key of nobody, which must not be seen anywhere. */
const { privateKey: PEM } = newKeyPair();
/** A line out of its middle. */
const MIDDLE = PEM.split('\n')[10] ?? '';

/** What each command needs to come as far as the option in question, a server excepted. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  serve: ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'],
  'chef-server': ['--http-port', '0', '--https-port', '0', '--principals-port', '0'],
  simulate: ['--nodes', '1', '--key-pool', '1', '--workers', '1'],
  capacity: ['--from', '1', '--max', '1', '--out', 'capacity'],
  'conform-client': ['--command', 'true', '--out', 'client-report'],
};

/** One server for all: it repeats in its refusals what it was asked, with a key for good measure. */
function startEcho(): Promise<WebServer> {
  return startWebServer((request, response) =>
    answerJson(response, 400, { error: [`no: ${decodeURIComponent(request.url)} ${request.body} ${PEM}`] }),
  );
}

interface Run {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command in this process; one that goes on is interrupted when it has said something. */
async function saidBy(words: readonly string[], { folder, env = {} }: Run) {
  const over = new AbortController();
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const interrupting = (screen: Screen): Screen => ({
    ...screen,
    write(chunk) {
      screen.write(chunk);
      setImmediate(() => over.abort('SIGINT'));
    },
  });
  const host = { stdout: interrupting(stdout), stderr: interrupting(stderr), folder, signal: over.signal };
  const code = await runProgram(words, COMMANDS, { ...host, env });
  return { code, text: `${stdout.text}${stderr.text}` };
}

/** Holds that a command shows nothing of a key, be it in the option's place or another's. */
async function assertHidden(words: readonly string[], run: Run): Promise<void> {
  const { code, text } = await saidBy(words, run);
  const shown = `${words.map((word) => word.replaceAll(PEM, 'PEM')).join(' ')}: ${code} ${text.slice(0, 2_000)}`;
  assert.ok(!text.includes('PRIVATE'), shown);
  assert.ok(!text.includes(MIDDLE.slice(10, 40)), shown);
  assert.notEqual(code, 70, shown);
}

function folderOf(context: TestContext): string {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'admin.pem'), newKeyPair().privateKey);
  return folder;
}

const loaded = await Promise.all(
  COMMANDS.commands.map(async (listed) => ({ words: listed.words, command: await listed.load() })),
);

for (const { words, command } of loaded) {
  const named = Object.entries(command.options as OptionTable).filter(([, { kind }]) => kind.isFlag !== true);
  const needed = (command.arguments ?? []).filter(({ name }) => name.startsWith('<')).length;
  if (named.length + needed === 0) continue;

  test(`${words}: a key in any option, variable or argument is not shown`, async (context) => {
    await using server = await startEcho();
    const folder = folderOf(context);
    const isClient = 'server' in command.options;
    const reach = isClient ? ['--server', server.url, '--org', 'dev', '--key', 'admin.pem'] : [];
    const before = [...words.split(' '), ...(BEFORE[words] ?? []), ...reach];
    const others = Array.from({ length: needed }, () => 'a');
    for (const [name, { kind }] of named) {
      // the last of several wins
      await assertHidden([...before, ...others, flagOf(name), PEM], { folder });
      // what no text can be is refused alike wherever it comes from
      if (kind.parse(PEM) === undefined && name !== 'server') continue;
      const without = before.filter((word, at) => word !== flagOf(name) && before[at - 1] !== flagOf(name));
      await assertHidden([...without, ...others], { folder, env: { [variableOf(name)]: PEM, DEBUG: '1' } });
    }
    for (let place = 0; place < needed + 1; place++)
      await assertHidden([...before, ...others.toSpliced(place, 1, PEM)], { folder });
    await assertHidden([...before, ...others, `--${PEM}`], { folder });
    await assertHidden([...before, ...others, '--config', PEM], { folder });
  });
}

test('a key in the place of a command is not shown', async (context) => {
  const folder = folderOf(context);
  for (const words of [[PEM], ['job', PEM], ['help', PEM], [`--${PEM}`]])
    await assertHidden(words, { folder });
});

/** Files that a command reads, with a key where it does not belong. */
const FILES: readonly (readonly [file: string, text: string])[] = [
  ['push-harness.yaml', PEM],
  ['push-harness.yaml', `key: ${PEM}`],
  ['push-harness.yaml', `server: |\n  ${PEM.replaceAll('\n', '\n  ')}`],
  ['push-harness.yaml', `? |\n  ${PEM.replaceAll('\n', '\n  ')}\n: 1\n`],
  ['push-harness.yaml', `? [ ${JSON.stringify(PEM)} ]\n: 1\n`],
  ['push-harness.yaml', `${JSON.stringify(PEM)}: 1\n`],
  ['push-harness.yaml', `org: *${PEM}`],
  ['push-harness.yaml', `"${PEM}`],
];

for (const [index, [file, text]] of FILES.entries()) {
  test(`a key in the configuration file where it does not belong is not shown (${index})`, async (context) => {
    const folder = folderOf(context);
    writeFileSync(join(folder, file), text);
    await assertHidden(['job', 'list', '--key', 'admin.pem', '--server', 'http://127.0.0.1:1'], { folder });
  });
}

/** Wherever a file of its own can have a value, there is a key. */
const OTHER_FILES: readonly (readonly [words: readonly string[], text: string])[] = [
  ...['name', 'dialect', 'server', 'organisation', 'roles', 'timings', 'hooks', 'quirks', PEM].map(
    (key) => [['conform', '--target', 'f'], `${JSON.stringify(key)}: ${JSON.stringify(PEM)}\n`] as const,
  ),
  ...[PEM, JSON.stringify({ name: PEM }), JSON.stringify({ name: 'a', quirks: [PEM] })].map(
    (text) => [['conform-client', '--client', 'f', '--out', 'r'], text] as const,
  ),
  ...[PEM, JSON.stringify({ apiVersion: 'push-harness/v1', kind: 'Fleet', name: PEM, groups: PEM })].map(
    (text) => [['simulate', '--fleet', './f', '--out', 'r'], text] as const,
  ),
  [['compare', 'f', 'f'], PEM],
  [['compare', 'f', 'f'], JSON.stringify({ kind: PEM })],
  [['conform', '--rerun', 'f', '--server', 'http://127.0.0.1:1', '--org', 'd', '--key', 'admin.pem'], PEM],
];

for (const [index, [words, text]] of OTHER_FILES.entries()) {
  test(`a key in the file of ${words[0]} where it does not belong is not shown (${index})`, async (context) => {
    const folder = folderOf(context);
    mkdirSync(join(folder, 'r'));
    writeFileSync(join(folder, 'f'), text);
    await assertHidden(words, { folder });
  });
}

test('a key in the environment of a node that is none of its settings is not shown', async (context) => {
  const folder = folderOf(context);
  const settings = {
    PUSH_JOBS_SERVER_URL: 'http://127.0.0.1:1',
    PUSH_JOBS_ORG: 'dev',
    PUSH_JOBS_NODE_NAME: 'web1',
    PUSH_JOBS_KEY_FILE: 'admin.pem',
    PUSH_JOBS_WHITELIST: '',
    PUSH_JOBS_WORK_DIR: '',
  };
  for (const name of Object.keys(settings))
    await assertHidden(['node', 'run'], { folder, env: { ...settings, [name]: PEM } });
});

test('a key that a server tells is not shown', async (context) => {
  const folder = folderOf(context);
  const job = {
    id: PEM,
    command: PEM,
    status: PEM,
    env: { KEY: PEM },
    run_timeout: 1,
    nodes: { [PEM]: [PEM] },
  };
  const dates = { created_at: PEM, updated_at: 'Tue, 04 Sep 2012 23:01:02 GMT' };
  const event = `event: ${PEM.split('\n')[0]}\nid: 1\ndata: ${JSON.stringify({ timestamp: PEM, node: PEM })}\n\n`;
  const answers: readonly ((url: string) => unknown)[] = [
    () => PEM,
    () => [PEM],
    () => ({ [PEM]: PEM }),
    () => ({ ...job, ...dates }),
    () => [{ node_name: PEM, status: PEM, availability: PEM }],
    (url) =>
      url.includes('feed') ? event : { ...job, ...dates, created_at: dates.updated_at, status: 'complete' },
  ];
  for (const answer of answers) {
    await using server = await startWebServer(({ url }, response) => {
      const body = answer(url);
      if (body === event) response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(event);
      else answerJson(response, 200, body);
    });
    const reach = ['--server', server.url, '--org', 'dev', '--key', 'admin.pem'];
    for (const words of [
      ...[
        ['job', 'list'],
        ['job', 'status', 'x'],
        ['job', 'watch', 'x'],
        ['job', 'start', 'true', 'a'],
      ],
      ...[['node', 'status'], ['node', 'status', 'a'], ['doctor', 'a'], ['feed'], ['user', 'list']],
      ...[
        ['user', 'show', 'a'],
        ['client', 'list'],
        ['group', 'show', 'a'],
        ['conform', '--dry-run'],
      ],
      ['simulate', '--nodes', '1', '--key-pool', '1', '--workers', '1'],
    ])
      for (const machine of [[], ['--json']])
        await assertHidden([...words, ...machine, ...reach], { folder });
  }
});
