import assert from 'node:assert/strict';
import test from 'node:test';
import { SettingsFileError } from '../../files/settings/settings-file-error.ts';
import {
  AnswerTooLarge,
  RequestRefused,
  ServerUnreachable,
  UnexpectedAnswer,
} from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';
import { StartError } from '../../server/start-error.ts';
import { CheckFailed, Interrupted, UsageError } from './errors.ts';
import { commandFailureOf, outputFailureOf } from './failure.ts';

function refused(status: number, text: string): RequestRefused {
  const body = Buffer.from(JSON.stringify({ error: [text] }));
  return new RequestRefused(new Reply('GET /x', status, {}, body));
}

function codeOf(error: unknown): number {
  return commandFailureOf(error, {}).code;
}

test('each kind of error has its exit code', () => {
  assert.equal(codeOf(new CheckFailed('it is not there')), 1);
  assert.equal(codeOf(new UnexpectedAnswer('GET /x', 'JSON', '<html>')), 2);
  assert.equal(codeOf(new UsageError('no key')), 2);
  assert.equal(codeOf(new StartError('port in use')), 2);
  assert.equal(codeOf(new ServerUnreachable('http://127.0.0.1:1', new Error('refused'))), 3);
  assert.equal(codeOf(new TypeError('undefined is not a function')), 70);
  assert.equal(codeOf('thrown text'), 70);
  assert.equal(codeOf(new Interrupted('interrupted')), 130);
});

test('a refusal is usage where asking again gives the same, else a failed check', () => {
  for (const status of [400, 401, 403, 413]) assert.equal(codeOf(refused(status, 'no')), 2, String(status));
  for (const status of [404, 409, 500, 503]) assert.equal(codeOf(refused(status, 'no')), 1, String(status));
  assert.equal(codeOf(refused(404, "organization 'nope' does not exist.")), 2);
});

test('a disk that cannot be written is no error of ours, and a file of ours that is missing is', () => {
  const failed = (code: string, syscall: string) =>
    Object.assign(new Error(code), { code, syscall, path: '/reports/report.html' });
  const { code, lines } = commandFailureOf(failed('ENOSPC', 'write'), {});
  assert.deepEqual(
    [code, ...lines],
    [
      2,
      'Cannot write /reports/report.html (ENOSPC: no space is left); make room there, or give another folder.',
    ],
  );
  assert.equal(codeOf(failed('ENOENT', 'mkdtemp')), 2);
  assert.equal(codeOf(failed('ENOENT', 'open')), 70);
});

test('an output that is full is told, and one that nobody reads any more ends the command quietly', () => {
  const failed = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });
  const { code, lines } = outputFailureOf(failed('ENOSPC'));
  assert.deepEqual(
    [code, ...lines],
    [2, 'Cannot write to standard output (ENOSPC: no space is left); make room there, or send it elsewhere.'],
  );
  for (const gone of ['EPIPE', 'EIO', 'ECONNRESET'])
    assert.deepEqual(outputFailureOf(failed(gone)), { code: 130, lines: [] });
});

const OF_THE_SYSTEM: readonly (readonly [code: string, syscall: string, sentence: RegExp])[] = [
  ['EACCES', 'open', /^Cannot open \/x \(EACCES: no right to\); give this user the permission, or /],
  ['EPERM', 'chmod', /^Cannot chmod \/x \(EPERM: not permitted\); give this user the permission/],
  ['EACCES', 'spawn', /^Cannot start \/x \(EACCES: no right to\); /],
  ['EROFS', 'mkdir', /^Cannot make \/x \(EROFS: a read-only file system\); give a path on another/],
  ['EDQUOT', 'write', /^Cannot write \/x \(EDQUOT: the quota is used up\); make room there/],
  ['EIO', 'read', /^Cannot read \/x \(EIO: the disk fails\); give another path\.$/],
  ['EMFILE', 'open', /^This command cannot go on \(EMFILE: .* ulimit -n\); raise the limit and try again\.$/],
  ['ENFILE', 'spawn', /^This command cannot go on \(ENFILE: /],
  ['ENOMEM', 'spawn', /^This command cannot go on \(ENOMEM: /],
];

for (const [code, syscall, sentence] of OF_THE_SYSTEM) {
  test(`2: ${code} at ${syscall} is a fault of the system`, () => {
    const { code: exitCode, lines } = commandFailureOf(
      Object.assign(new Error(code), { code, syscall, path: '/x' }),
      {},
    );
    assert.equal(exitCode, 2);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', sentence);
  });
}

for (const code of ['FULL', 'READONLY', 'CORRUPT', 'NOTADB', 'BUSY', 'LOCKED', 'IOERR', 'CANTOPEN']) {
  test(`2: SQLITE_${code} is a fault of the file`, () => {
    const error = Object.assign(new Error(`SQLITE_${code}: x`), { code: `SQLITE_${code}`, errno: 1 });
    const { code: exitCode, lines } = commandFailureOf(error, {});
    assert.equal(exitCode, 2);
    assert.match(
      lines.join(),
      /^Cannot use the database \(SQLITE_\w+: .*\); mend that, or give another folder\.$/,
    );
  });
}

test('a statement that SQLite does not understand, and a constraint that it finds broken, are errors of ours', () => {
  for (const code of ['SQLITE_ERROR', 'SQLITE_CONSTRAINT', 'SQLITE_MISUSE'])
    assert.equal(codeOf(Object.assign(new Error(code), { code })), 70);
});

test('an answer that is too large names the server, the bound and the option', () => {
  const { code, lines } = commandFailureOf(
    new AnswerTooLarge('http://127.0.0.1:1', 'GET /x', 'answer', 1_024),
    {},
  );
  assert.deepEqual(
    [code, ...lines],
    [
      2,
      'An answer of http://127.0.0.1:1 to GET /x has more than the 1024 bytes that are read. ' +
        'Check that --server is a Push Jobs server, or read more with --max-answer BYTES.',
    ],
  );
});

test('an error is one sentence on one line that a terminal shows and does not obey', () => {
  const { lines } = commandFailureOf(refused(401, 'bad\n\u001b[31mname'), {});
  assert.deepEqual(lines, [
    'The server refused (401): Bad \\x1b[31mname. Check --user, --key and --org, and the clock of this machine.',
  ]);
});

test('a file with several problems has a line for each, and no terminal obeys it', () => {
  const problems = ['f.yaml:1 a is not known: remove it.', 'f.yaml:2 \u001b[31m is not known.', '(2 more.)'];
  assert.deepEqual(commandFailureOf(new SettingsFileError(problems.join('\n')), {}), {
    code: 2,
    lines: [problems[0], 'f.yaml:2 \\x1b[31m is not known.', '(2 more.)'],
  });
});

test('a page of HTML is one line, and where clients cannot be made the Chef server is named', () => {
  const page = Buffer.from(`<html>\n<h1>404 Not Found</h1>\n${'<p>nothing here\n'.repeat(60)}</html>`);
  const error = new RequestRefused(new Reply('POST /organizations/dev/clients', 404, {}, page));
  const { code, lines } = commandFailureOf(error, {});
  assert.equal(code, 2);
  assert.deepEqual(lines, [
    'The server refused (404): An HTML page, "404 Not Found". Nodes are registered at the Chef server: ' +
      'give an address that has it beside the push server.',
  ]);
});

test('a server that cannot be reached is told with the remedy', () => {
  const { lines } = commandFailureOf(new ServerUnreachable('http://127.0.0.1:1', new Error('refused')), {});
  assert.match(
    lines.join(),
    /^Cannot reach http:\/\/127.0.0.1:1 .* Start it with push-harness serve, or check --server\.$/,
  );
});

test('an error of ours says so, and shows its stack on demand only', () => {
  const error = new TypeError('undefined is not a function');
  const { lines } = commandFailureOf(error, {});
  assert.equal(lines.length, 1);
  assert.match(
    lines.join(),
    /^This is an error of push-harness itself \(TypeError: .*\); DEBUG=1 .* shows where\.$/,
  );
  assert.match(commandFailureOf(error, { DEBUG: '1' }).lines.join('\n'), /failure\.test\.ts/);
});
