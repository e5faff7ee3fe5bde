import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { filePath, flag, port, text } from './option-kinds.ts';
import { fileKey, flagOf, type OptionTable, variableOf } from './option-table.ts';
import { missingOption, resolveOptions } from './resolve-options.ts';

const TABLE = {
  heartbeatPort: { kind: port, about: 'a port', default: 10_000 },
  org: { kind: text, about: 'an organisation' },
  curve: { kind: flag, about: 'encryption', default: true },
} satisfies OptionTable;

function resolved(sources: {
  flags?: Record<string, unknown>;
  env?: Record<string, string>;
  file?: Record<string, unknown>;
}) {
  const { flags = {}, env = {}, file } = sources;
  const values = file && { file: 'push-harness.yaml', values: new Map(Object.entries(file)) };
  return resolveOptions(TABLE, { flags, env, file: values });
}

test('a name is spelt in its own way in each place', () => {
  assert.equal(flagOf('heartbeatPort'), '--heartbeat-port');
  assert.equal(variableOf('heartbeatPort'), 'PUSH_HARNESS_HEARTBEAT_PORT');
  assert.equal(fileKey('heartbeatPort'), 'heartbeat-port');
});

test('flags win over the environment, the environment over the file, the file over the default', () => {
  const file = { 'heartbeat-port': 3 };
  const env = { PUSH_HARNESS_HEARTBEAT_PORT: '2' };
  assert.equal(resolved({ flags: { heartbeatPort: '1' }, env, file }).heartbeatPort, 1);
  assert.equal(resolved({ env, file }).heartbeatPort, 2);
  assert.equal(resolved({ file }).heartbeatPort, 3);
  assert.equal(resolved({}).heartbeatPort, 10_000);
  assert.equal(resolved({}).org, undefined);
});

test('an empty variable and an empty key count as unset', () => {
  const given = resolved({ env: { PUSH_HARNESS_ORG: '' }, file: { org: null } });
  assert.equal(given.org, undefined);
});

test('what is on by default is switched off in each place', () => {
  assert.equal(resolved({ flags: { curve: false } }).curve, false);
  assert.equal(resolved({ env: { PUSH_HARNESS_CURVE: 'false' } }).curve, false);
  assert.equal(resolved({ file: { curve: false } }).curve, false);
});

test('a wrong value is an error that names its place and the remedy', () => {
  const remedy = 'give a port from 0 to 65535 (0 takes a free one).';
  assert.throws(() => resolved({ flags: { heartbeatPort: 'x' } }), {
    name: 'UsageError',
    message: `--heartbeat-port is 'x'; ${remedy}`,
  });
  assert.throws(() => resolved({ env: { PUSH_HARNESS_HEARTBEAT_PORT: '70000' } }), {
    message: `PUSH_HARNESS_HEARTBEAT_PORT in the environment is '70000'; ${remedy}`,
  });
  assert.throws(() => resolved({ file: { 'heartbeat-port': [1] } }), {
    message: `heartbeat-port in push-harness.yaml is a list; ${remedy}`,
  });
  assert.throws(() => resolved({ file: { org: 7 } }), {
    message: /^org in push-harness.yaml is the number 7;/,
  });
  assert.throws(() => resolved({ flags: { org: '' } }), { message: /^--org is empty;/ });
});

test('a missing value is told with every way to give it', () => {
  assert.equal(
    missingOption('simulate', 'nodes', 'N').message,
    'simulate needs --nodes N; give it as a flag, as PUSH_HARNESS_NODES or as nodes in the configuration file.',
  );
});

test('a path in a configuration file counts from there, and ~ is the home folder everywhere', () => {
  const key = { key: { kind: filePath, about: 'a key' } } satisfies OptionTable;
  const inFile = (value: string) => ({ file: 'conf/x.yaml', values: new Map([['key', value]]) });
  const keyOf = (sources: Partial<Parameters<typeof resolveOptions>[1]>) =>
    resolveOptions(key, { flags: {}, env: {}, file: undefined, ...sources }).key;
  assert.equal(keyOf({ file: inFile('admin.pem') }), join('conf', 'admin.pem'));
  assert.equal(keyOf({ file: inFile('/admin.pem') }), '/admin.pem');
  assert.equal(keyOf({ file: inFile('~/admin.pem') }), join(homedir(), 'admin.pem'));
  assert.equal(keyOf({ env: { PUSH_HARNESS_KEY: '~/admin.pem' } }), join(homedir(), 'admin.pem'));
  assert.equal(keyOf({ flags: { key: 'admin.pem' } }), 'admin.pem');
  const pem = '-----BEGIN RSA PRIVATE KEY-----\\nx\\n-----END RSA PRIVATE KEY-----';
  assert.equal(keyOf({ file: inFile(pem) }), pem);
});

test('an option that counts on the command line alone is taken from nowhere else', () => {
  const all = {
    all: { kind: flag, about: 'all of them', default: false, onlyAsFlag: true },
  } satisfies OptionTable;
  const file = { file: 'x.yaml', values: new Map([['all', true]]) };
  const env = { PUSH_HARNESS_ALL: 'true' };
  assert.equal(resolveOptions(all, { flags: {}, env, file }).all, false);
  assert.equal(resolveOptions(all, { flags: { all: true }, env, file }).all, true);
});
