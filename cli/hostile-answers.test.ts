import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { startWebServer } from '../protocol/testing/web-server.ts';
import { COMMANDS } from './commands.ts';
import { runProgram } from './program/program.ts';
import { recordedScreen } from './testing/recorded-screen.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const { privateKey: KEY } = newKeyPair();

const CLIENTS: readonly (readonly string[])[] = [
  ['job', 'start', 'true', 'a', '--poll-interval', '0.05'],
  ['job', 'watch', 'x', '--poll-interval', '0.05'],
  ...[['job', 'status', 'x'], ['job', 'list'], ['job', 'output', 'x', 'a'], ['feed'], ['doctor', 'a']],
  ...[
    ['node', 'status'],
    ['node', 'status', 'a'],
    ['org', 'list'],
    ['org', 'show', 'a'],
    ['user', 'list'],
  ],
  ...[
    ['user', 'show', 'a'],
    ['client', 'show', 'a'],
    ['group', 'show', 'a'],
    ['group', 'add', 'g', 'a'],
  ],
  ...[
    ['org', 'create', 'a'],
    ['user', 'create', 'a'],
    ['client', 'create', 'a'],
    ['user', 'delete', 'a'],
  ],
];

/** What a terminal obeys: clears it, names its window, turns the text around. */
const COMMAND = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\r\b';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const DATE = 'Tue, 04 Sep 2012 23:01:02 GMT';

/** An answer with everything that any of the commands looks for, each the same word. */
function everything(word: string): Readonly<Record<string, unknown>> {
  const job = {
    id: word,
    command: word,
    status: word,
    user: word,
    dir: word,
    env: { [word]: word },
    run_timeout: 1,
  };
  const named = {
    name: word,
    full_name: word,
    guid: word,
    username: word,
    public_key: word,
    private_key: word,
  };
  const diagnosis = {
    ...{ sentence: word, remedy: word, state: word, last_right: { stage: word, at: word } },
    ...{ first_wrong: { cause: word, at: word }, refusals: [{ reason: word, count: word, last_at: word }] },
  };
  return {
    ...{ ...job, ...named, ...diagnosis, uri: `http://x/${word}`, created_at: DATE, updated_at: DATE },
    ...{ nodes: { [word]: [`${word}1`], complete: [word] }, node_name: word, availability: word },
    ...{ users: [word], clients: [word], groups: [word], actors: [word], chef_key: { private_key: word } },
  };
}

/** Bodies that no server should send, as text or as JSON. */
const BODIES: Readonly<Record<string, unknown>> = {
  nothing: '',
  'no JSON': '<<<',
  'a page': '<!doctype html><title>\u001b[2J</title>',
  'half of a JSON': '{"id": "abc',
  null: null,
  'a number': 1e308,
  'a string': COMMAND,
  'an empty list': [],
  'a list of nothing': [null, 1, [], {}],
  'an empty object': {},
  'JSON that is deep': deep(100_000),
  'an object that is deep': `{"id":${deep(100_000)}}`,
  'a list that is deep within its bound': deep(99),
  'words for the terminal': everything(COMMAND),
  'a list of words for the terminal': [everything(COMMAND)],
  'names that every object has': everything('constructor'),
  'a list of names that every object has': [everything('constructor')],
  'the name of a prototype': JSON.stringify(everything('PROTO')).replaceAll('PROTO', '__proto__'),
  'half of a letter': everything('\ud800'),
  'a refusal for the terminal': { error: [COMMAND] },
  'a refusal that is none': { error: { error: [deep(50)] } },
};

/** Feeds that no server should send. */
const EVENTS: Readonly<Record<string, string>> = {
  'names for the terminal': `event: ${COMMAND.replaceAll('\r', '')}\nid: \u001b[2J\ndata: ${JSON.stringify({ timestamp: COMMAND, [COMMAND]: COMMAND })}\n\n`,
  'names that every object has': [
    'start',
    'quorum_vote',
    'run_start',
    'run_complete',
    'job_complete',
    'toString',
  ]
    .map(
      (event) =>
        `event: ${event}\nid: 1\ndata: ${JSON.stringify({ node: '__proto__', status: 'constructor' })}\n\n`,
    )
    .join(''),
  'data that is deep': `event: start\nid: 1\ndata: {"a":${deep(100_000)}}\n\n`,
  'data that is no JSON': 'event: start\nid: 1\ndata: \u001b[2J\n\n',
  'data of every kind': ['null', '1', '[]', '"x"', '{"timestamp":1,"node":{},"status":[]}']
    .map((data) => `event: start\nid: 1\ndata: ${data}\n\n`)
    .join(''),
};

interface Said {
  readonly code: number;
  readonly text: string;
}

/** Runs a command against a server that always answers so; one that goes on asking is interrupted. */
async function saidBy(
  context: TestContext,
  words: readonly string[],
  answer: (url: string, response: ServerResponse) => void,
  enough = 6,
): Promise<Said> {
  const over = new AbortController();
  await using server = await startWebServer(({ url }, response, number) => {
    answer(url, response);
    if (number === enough) over.abort('SIGINT');
  });
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'k.pem'), KEY);
  const [stdout, stderr] = [recordedScreen({ columns: 80, rows: 24 }), recordedScreen()];
  const reach = ['--server', server.url, '--org', 'dev', '--key', 'k.pem'];
  const host = { stdout, stderr, env: {}, folder, signal: over.signal };
  const code = await runProgram([...words, ...reach], COMMANDS, host);
  return { code, text: `${stdout.text}${stderr.text}` };
}

const ESC = '\u001b\\[';

/**
 * What a live table and a whole screen need to be drawn again, and nothing else: a terminal is cleared only as it is taken, and goes
 * back to the begin of a line only where the next one is cleared.
 */
const DRAWING = new RegExp(
  [
    `${ESC}\\?1049h${ESC}\\?25l${ESC}2J`,
    `${ESC}\\?25h${ESC}\\?1049l`,
    `${ESC}(?:\\d*A|J|H|2K|\\?7[lh])`,
    `\\r(?=${ESC}J|\\n${ESC}(?:2K|J))`,
  ].join('|'),
  'g',
);

function assertHarmless({ code, text }: Said, what: string): void {
  assert.ok([0, 1, 2, 5, 130].includes(code), `${what}: ${code} ${text}`);
  const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text.replaceAll(DRAWING, '').replaceAll(/[\n\t]/g, ''));
  assert.equal(obeyed, null, `${what}: ${JSON.stringify(text)}`);
}

for (const words of CLIENTS) {
  const name = words.slice(0, 2).join(' ');
  test(`${name}: whatever a server answers is its own fault, and does not command the terminal`, async (context) => {
    for (const [what, body] of Object.entries(BODIES)) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      for (const status of [200, 400]) {
        for (const json of [[], ['--json']]) {
          const said = await saidBy(context, [...words, ...json], (_url, response) =>
            response.writeHead(status, { 'Content-Type': 'application/json' }).end(text),
          );
          assertHarmless(said, `${name} ${json.join()} ${status} ${what}`);
        }
      }
    }
  });
}

// each of these takes long to begin
for (const words of [
  ['simulate', '--nodes', '1', '--key-pool', '1', '--workers', '1'],
  ['conform', '--dry-run'],
]) {
  test(`${words[0]}: whatever a server answers is its own fault, and does not command the terminal`, async (context) => {
    for (const [what, body] of Object.entries(BODIES)) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const answer = (_url: string, response: ServerResponse) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
      const said = await saidBy(context, words, answer, 3);
      assertHarmless(said, `${words[0]} ${what}`);
    }
  });
}

for (const words of [['job', 'start', 'true', 'a'], ['job', 'watch', 'x'], ['feed']]) {
  const name = words.slice(0, 2).join(' ');
  test(`${name}: whatever stands in a feed is its server's fault, and does not command the terminal`, async (context) => {
    for (const [what, events] of Object.entries(EVENTS)) {
      for (const json of [[], ['--json']]) {
        const said = await saidBy(
          context,
          [...words, ...json, ...(name === 'feed' ? [] : ['--poll-interval', '0.05'])],
          (url, response) => {
            if (url.includes('status_feed')) {
              response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(`retry: 1\n${events}`);
            } else {
              const job = { ...everything('x'), status: 'complete', nodes: { complete: ['a'] } };
              response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(job));
            }
          },
        );
        assertHarmless(said, `${name} ${json.join()} ${what}`);
      }
    }
  });
}
