import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createOutput } from '../output/output.ts';
import { recordedScreen } from '../testing/recorded-screen.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { tellGithub } from './tell-github.ts';

const ANNOTATIONS = '::error title=shop::Does not conform\n::warning title=shop::flaky%0Aagain\n';

function telling(context: TestContext) {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'annotations.txt'), ANNOTATIONS);
  writeFileSync(join(folder, 'summary.md'), '# shop\n');
  const [stdout, stderr] = [recordedScreen(), recordedScreen()];
  const tell = (env: Readonly<Record<string, string>>) =>
    tellGithub(createOutput(stdout, stderr, true), folder, env);
  return { folder, stdout, stderr, tell };
}

test('inside GitHub Actions annotations are printed as they are, and the summary is added to the page', (context) => {
  const { folder, stdout, stderr, tell } = telling(context);
  const page = join(folder, 'page.md');
  writeFileSync(page, 'of a step before\n');
  tell({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page });
  assert.equal(stderr.text, ANNOTATIONS);
  assert.equal(stdout.text, '', 'stdout is for machines');
  assert.equal(readFileSync(page, 'utf8'), 'of a step before\n# shop\n');
});

test('elsewhere nothing is printed', (context) => {
  const { folder, stderr, tell } = telling(context);
  tell({ GITHUB_STEP_SUMMARY: join(folder, 'page.md') });
  assert.equal(stderr.text, '');
});

test('a page that cannot be written is a remark', (context) => {
  const { folder, stderr, tell } = telling(context);
  mkdirSync(join(folder, 'page'));
  tell({ GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'page') });
  assert.equal(
    stderr.lines.at(-1),
    'The summary is not on the page of the build: EISDIR: a folder is in its place.',
  );
});
