import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readTarget } from '../../conform/target/read-target.ts';
import { readFleet } from '../../simulator/fleet-file/read-fleet.ts';
import { blockOf, ROOT, readPage } from './page.ts';

const LIBRARY = pathToFileURL(join(ROOT, 'library/index.ts')).href;
/** Nothing of what the runner of these tests says to the processes that it starts. */
const { NODE_TEST_CONTEXT: _, ...env } = process.env;

test('the tests that write-tests.md shows pass', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-docs-'));
  context.after(() => rm(folder, { recursive: true }));
  const shown = blockOf(readPage('docs/how-to/write-tests.md'), 'failures.test.mjs');
  const file = join(folder, 'failures.test.mjs');
  await writeFile(file, shown.replace("'push-jobs-harness'", `'${LIBRARY}'`));
  const args = ['--import', 'tsx', '--test', '--test-reporter=tap', file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env }).catch(
    (error: { stdout: string }) => error,
  );
  assert.match(stdout, /^# pass 3$/m, stdout);
  assert.match(stdout, /^# fail 0$/m);
});

test('the target that judge-a-fork-in-ci.md shows can be read', () => {
  const shown = blockOf(readPage('docs/how-to/judge-a-fork-in-ci.md'), 'target');
  const target = readTarget(shown, 'push-server.yaml', () => undefined);
  assert.equal(target.name, 'our fork');
});

test('the fleet that load-test.md shows can be read', () => {
  const shown = blockOf(readPage('docs/how-to/load-test.md'), 'fleet');
  const fleet = readFleet(shown, { file: 'storm.yaml', suggest: () => undefined });
  assert.equal(fleet.name, 'storm');
});
