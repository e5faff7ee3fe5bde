import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readTarget } from '../conformance/target-file/read-target.ts';
import { readClientFile } from './conform-client/client-file.ts';
import { FILE_KINDS } from './init/kinds.ts';
import { runHere, runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** As editors check a file: they know the formats of JSON Schema. */
function newAjv(): Ajv {
  const ajv = new Ajv({ strict: false });
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  return ajv;
}

const noSuggestion = () => undefined;

for (const { name, file, schemaFile } of FILE_KINDS) {
  test(`init ${name} writes ${file}, which its schema allows, names it and explains every key of it`, async (context) => {
    const folder = temporaryFolder(context);
    const { code, stdout } = await runHereIn(folder, ['init', name]);
    assert.equal(code, 0);
    assert.match(stdout, new RegExp(`^Wrote ${file}\nWrote ${schemaFile}\npush-harness .* uses it\\.\n$`));
    const text = readFileSync(join(folder, file), 'utf8');
    assert.ok(text.startsWith(`# yaml-language-server: $schema=./${schemaFile}\n`));
    const schema = JSON.parse(readFileSync(join(folder, schemaFile), 'utf8'));
    const validate = newAjv().compile(schema);
    assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    // settings are without number, and have --help
    if (name === 'settings') return;
    for (const key of Object.keys(schema.properties))
      assert.match(text, new RegExp(`(^|[ #])${key}:`, 'm'), key);
  });

  test(`init ${name} overwrites nothing`, async (context) => {
    for (const there of [file, schemaFile]) {
      const folder = temporaryFolder(context);
      writeFileSync(join(folder, there), '# mine\n');
      const { code, stderr } = await runHereIn(folder, ['init', name]);
      assert.equal(code, 2);
      assert.equal(
        stderr,
        `There is ${there} in this folder already: move it away, or go to another folder.\n`,
      );
      assert.deepEqual(readdirSync(folder), [there]);
      assert.equal(readFileSync(join(folder, there), 'utf8'), '# mine\n');
    }
  });
}

test('the target and the client to begin with can be read, and what is commented out of them too', () => {
  const sample = (file: string) => readFileSync(new URL(`init/samples/${file}`, import.meta.url), 'utf8');
  const target = readTarget(sample('target.yaml'), '/targets/target.yaml', noSuggestion);
  assert.equal(target.roles.admin?.key, '/targets/.push-harness/keys/admin.pem');
  assert.equal(readClientFile(sample('client.yaml'), 'client.yaml').quirks, 'shipped');
  const uncommented = (file: string, without: readonly RegExp[]) =>
    sample(file)
      .split('\n')
      .map((line) => line.replace(/^(\s*)# (?=\s*([\w-]+:|- \{))/, '$1'))
      .filter((line) => !without.some((form) => form.test(line)))
      .join('\n');
  // servers at other places contradict the one that stands there
  const whole = uncommented('target.yaml', [
    /^(process|in-process| {2}command):/,
    /^(ca|insecure|yaml-language-server):/,
  ]);
  const { knownFailures, timings, nodeKeys } = readTarget(whole, '/targets/target.yaml', noSuggestion);
  assert.deepEqual(
    knownFailures.map(({ id }) => id),
    ['TIMEOUTS-001'],
  );
  assert.equal(timings.votingTimeoutMs, 60_000);
  assert.equal(nodeKeys, '/targets/node-keys');
  const client = readClientFile(uncommented('client.yaml', [/^yaml-language-server:/]), 'client.yaml');
  assert.equal(client['known-failures']?.[0]?.id, 'CLIENT-033');
});

test('--schema prints a schema and writes nothing; settings have each flag with its meaning', async (context) => {
  const folder = temporaryFolder(context);
  const { code, stdout } = await runHereIn(folder, ['init', 'settings', '--schema']);
  assert.equal(code, 0);
  assert.deepEqual(readdirSync(folder), []);
  const { properties } = JSON.parse(stdout);
  assert.deepEqual(properties['heartbeat-interval'].type, ['integer', 'string']);
  assert.match(
    properties['heartbeat-interval'].description,
    /^Time between two heartbeats, .* Give a whole number/,
  );
  assert.ok(!('schema' in properties), 'what counts on the command line alone is no setting');
});

test('a kind that there is not is told with the one that was meant', async (context) => {
  const { code, stderr } = await runHere(context, ['init', 'traget']);
  assert.equal(code, 2);
  assert.match(stderr, /There is no kind of file traget; did you mean target\?/);
});
