import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { flag, text, whole } from '../options/option-kinds.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { defineCommand } from './command.ts';
import type { CommandList } from './command-list.ts';
import { CheckFailed } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { runProgram } from './program.ts';

const show = defineCommand({
  description: 'Shows what it was given,\nand nothing else.',
  arguments: [
    { name: '<first>', about: 'the first word', mayBeEmpty: true },
    { name: '[rest...]', about: 'more words' },
  ],
  options: {
    count: { kind: whole(1), value: 'n', short: 'c', about: 'how many', default: 1 },
    org: { kind: text, value: 'name', about: 'an organisation' },
    curve: { kind: flag, about: 'leave it in clear', default: true },
    fast: { kind: flag, about: 'do it fast', default: false },
  },
  examples: [{ about: 'show a word', line: 'thing show word' }],
  async run({ output }, options, words) {
    output.answer('for people');
    output.record({ ...options, words });
    output.remark('on the way');
    return options.fast ? EXIT.failed : EXIT.done;
  },
});

const fail = defineCommand({
  options: {},
  examples: [],
  run: async () => {
    throw new CheckFailed('It is not there');
  },
});

const wait = defineCommand({ options: {}, examples: [], run: () => new Promise(() => undefined) });

const endInOrder = defineCommand({
  options: { loud: { kind: flag, about: 'do it loudly', default: false, onlyAsFlag: true } },
  examples: [],
  endsInOrder: true,
  run: ({ signal, output }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        output.answer('cleaned up');
        resolve(EXIT.done);
      });
      output.remark('running');
    }),
});

const LIST: CommandList = {
  groups: [{ word: 'thing', summary: 'things' }],
  commands: [
    { words: 'thing show', summary: 'show a thing', load: async () => show },
    { words: 'thing fail', summary: 'fail at once', load: async () => fail },
    { words: 'wait', summary: 'wait for ever', load: async () => wait },
    { words: 'order', summary: 'end in order', load: async () => endInOrder },
  ],
};

async function run(
  argv: readonly string[],
  host: {
    readonly env?: Record<string, string>;
    readonly folder?: string;
    readonly signal?: AbortSignal;
  } = {},
) {
  const stdout = recordedScreen();
  const stderr = recordedScreen();
  const { env = {}, folder = '/', signal = new AbortController().signal } = host;
  const code = await runProgram(argv, LIST, { stdout, stderr, env, folder, signal });
  return { code, stdout: stdout.lines, stderr: stderr.lines };
}

test('without --json the answer is on stdout and remarks are on stderr', async () => {
  const { code, stdout, stderr } = await run(['thing', 'show', 'a']);
  assert.equal(code, 0);
  assert.deepEqual(stdout, ['for people']);
  assert.deepEqual(stderr, ['on the way']);
});

test('with --json stdout holds machine lines and nothing else', async () => {
  const { stdout, stderr } = await run(['thing', 'show', 'a', 'b', '--json', '-c', '3', '--no-curve']);
  assert.deepEqual(
    stdout.map((line) => JSON.parse(line)),
    [{ count: 3, curve: false, fast: false, words: ['a', 'b'] }],
  );
  assert.deepEqual(stderr, ['on the way']);
});

test('a word may be empty where the command says so', async () => {
  const { code, stdout } = await run(['thing', 'show', '', 'b', '--json']);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(stdout.join()).words, ['', 'b']);
});

test('flags, environment and file reach the command, the strongest wins', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'push-harness.yaml'), 'count: 2\norg: from-file\nfast: true\njson: true\n');
  const env = { PUSH_HARNESS_COUNT: '3', PUSH_HARNESS_ORG: 'from-env' };
  const { code, stdout } = await run(['thing', 'show', 'a', '--count', '4'], { env, folder });
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout.join()), {
    count: 4,
    org: 'from-env',
    curve: true,
    fast: true,
    words: ['a'],
  });
});

test('the configuration file may be named by flag or environment', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'mine.yaml'), 'count: 7\n');
  const byFlag = await run(['thing', 'show', 'a', '--json', '--config', 'mine.yaml'], { folder });
  assert.equal(JSON.parse(byFlag.stdout.join()).count, 7);
  const byVariable = await run(['thing', 'show', 'a', '--json'], {
    folder,
    env: { PUSH_HARNESS_CONFIG: 'mine.yaml' },
  });
  assert.equal(JSON.parse(byVariable.stdout.join()).count, 7);
});

test('a mistake ends with 2, before the command runs, and with one sentence', async () => {
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /^push-harness needs a command; give one of thing, wait, order\.$/],
    [['thing'], /^push-harness thing needs a command; give one of show, fail\.$/],
    [['thing', 'shwo'], /^push-harness thing has no command 'shwo'; did you mean show\?$/],
    [['xyzzyx'], /^push-harness has no command 'xyzzyx'; give one of thing, wait, order\.$/],
    [['thing', 'show'], /^Missing required argument 'first'; see --help\.$/],
    [['thing', 'show', 'a', '--cuont', '1'], /^Unknown option '--cuont'; did you mean --count\?$/],
    [['thing', 'show', 'a', '--count'], /^Option '.*--count <n>' argument missing; see --help\.$/],
    [['thing', 'show', 'a', '--count', 'x'], /^--count is 'x'; give a whole number, at least 1\.$/],
    [
      ['thing', 'show', 'a', 'b', ''],
      /^The argument rest is empty; name it, or set the shell's variable that stands for it\.$/,
    ],
    [['wait', 'a'], /^Too many arguments for 'wait'.*; see --help\.$/],
  ];
  for (const [argv, sentence] of mistakes) {
    const { code, stdout, stderr } = await run(argv);
    assert.equal(code, 2, argv.join(' '));
    assert.deepEqual(stdout, []);
    assert.equal(stderr.length, 1);
    assert.match(stderr.join(), sentence);
  }
});

test('what a command throws becomes its exit code and a sentence', async () => {
  const { code, stderr } = await run(['thing', 'fail']);
  assert.equal(code, 1);
  assert.deepEqual(stderr, ['It is not there.']);
});

test('help of a command shows its flags with defaults, an example, and where else values come from', async () => {
  const { code, stdout } = await run(['thing', 'show', '--help']);
  assert.equal(code, 0);
  const help = stdout.join('\n');
  assert.match(help, /Usage: push-harness thing show \[options\] <first> \[rest\.\.\.\]/);
  assert.match(help, /Show a thing\.\n\nShows what it was given, and nothing else\./);
  assert.match(help, /-c, --count <n> +how many \(default: 1\)/);
  assert.match(help, /--no-curve +leave it in clear/);
  const { stdout: ofOther } = await run(['order', '--help']);
  assert.match(ofOther.join('\n'), /--loud +do it loudly \(on the command line alone\)/);
  assert.match(help, /# show a word\n {2}push-harness thing show word/);
  assert.match(help, /PUSH_HARNESS_/);
});

test('help can be asked for in front', async () => {
  const behind = await run(['thing', 'show', '--help']);
  assert.deepEqual(await run(['help', 'thing', 'show']), behind);
  assert.match((await run(['help'])).stdout.join('\n'), /wait +wait for ever/);
});

test('the version is that of the package', async () => {
  const { code, stdout } = await run(['--version']);
  assert.equal(code, 0);
  assert.match(stdout.join(), /^\d+\.\d+\.\d+/);
});

test('a signal cuts a command off that has nothing to put in order', async () => {
  const controller = new AbortController();
  const ended = run(['wait'], { signal: controller.signal });
  controller.abort('SIGINT');
  assert.deepEqual(await ended, { code: 130, stdout: [], stderr: ['Interrupted by SIGINT.'] });
});

test('a command that ends in order says itself how it ends', async () => {
  const controller = new AbortController();
  const [stdout, recorded] = [recordedScreen(), recordedScreen()];
  const stderr = {
    ...recorded,
    write(chunk: string | Uint8Array) {
      recorded.write(chunk);
      controller.abort('SIGTERM');
    },
  };
  const host = { stdout, stderr, env: {}, folder: '/', signal: controller.signal };
  assert.equal(await runProgram(['order'], LIST, host), 0);
  assert.deepEqual([stdout.lines, recorded.lines], [['cleaned up'], ['running']]);
});

test('a signal that comes while the options are read keeps the command from beginning', async () => {
  const controller = new AbortController();
  const ended = run(['order'], { signal: controller.signal });
  controller.abort('SIGTERM');
  assert.deepEqual(await ended, { code: 130, stdout: [], stderr: ['Interrupted by SIGTERM.'] });
});
