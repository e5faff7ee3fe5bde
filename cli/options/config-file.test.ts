import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readingIn } from '../testing/reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readConfigFile } from './config-file.ts';

const KNOWN = async () => ['server', 'org', 'with-env'];

function read(context: TestContext, yaml: string) {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'push-harness.yaml'), yaml);
  return readConfigFile(undefined, readingIn(folder), KNOWN);
}

test('a file gives its keys, whatever their values are', async (context) => {
  const config = await read(context, '# where to\nserver: http://127.0.0.1:1\nwith-env: { FOO: bears }\n');
  assert.deepEqual(
    config?.values,
    new Map<string, unknown>([
      ['server', 'http://127.0.0.1:1'],
      ['with-env', { FOO: 'bears' }],
    ]),
  );
});

test('an empty file gives nothing', async (context) => {
  assert.equal((await read(context, '# nothing yet\n'))?.values.size, 0);
});

test('no file is no error unless it was named', async (context) => {
  const folder = temporaryFolder(context);
  assert.equal(await readConfigFile(undefined, readingIn(folder), KNOWN), undefined);
  await assert.rejects(readConfigFile('mine.yaml', readingIn(folder), KNOWN), {
    name: 'UsageError',
    message:
      'Cannot read the configuration file mine.yaml (ENOENT: there is no such file); check the path and its permissions.',
  });
});

test('what is no file, or too large, is told', async (context) => {
  const reading = readingIn(temporaryFolder(context));
  for (const [named, reason] of [
    ['/dev/zero', 'it is a device'],
    ['.', 'it is a folder'],
  ] as const)
    await assert.rejects(readConfigFile(named, reading, KNOWN), {
      name: 'UsageError',
      message: `Cannot read the configuration file ${named} (${reason}); check the path and its permissions.`,
    });
  await assert.rejects(read(context, '# much\n'.repeat(100_000)), { message: /more than the 262144 bytes/ });
  assert.equal((await readConfigFile('/dev/null', reading, KNOWN))?.values.size, 0);
});

test('an unknown key is an error with a suggestion', async (context) => {
  await assert.rejects(read(context, 'servr: x\n'), {
    message: 'push-harness.yaml:1 servr is not known: did you mean server?',
  });
  await assert.rejects(read(context, 'org: a\ncolour: x\n'), {
    message: 'push-harness.yaml:2 colour is not known: there are server, org, with-env.',
  });
});

test('text that is no mapping of YAML is an error that says where', async (context) => {
  await assert.rejects(read(context, 'org: dev\nserver: [\n'), {
    message: /^push-harness.yaml:\d+ is not valid YAML: .*\.$/,
  });
  await assert.rejects(read(context, '- org\n'), {
    message: /^push-harness.yaml:1 the file is \["org"\]: give settings, one 'name: value' a line\.$/,
  });
  await assert.rejects(read(context, 'org: a\norg: b\n'), { message: /Map keys must be unique/ });
  await assert.rejects(read(context, 'org: &a [*a]\n'), {
    name: 'SettingsFileError',
    message: /^push-harness.yaml is nested more than 100 levels deep/,
  });
  await assert.rejects(read(context, '['.repeat(100_000)), { name: 'SettingsFileError' });
});
