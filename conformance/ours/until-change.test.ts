import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { untilChange } from './until-change.ts';

test('a change in a folder below a source folder is told, one of a report is not', async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(root, { recursive: true }));
  for (const folder of [
    'conformance',
    'features/server/jobs',
    'files',
    'protocol',
    'server',
    'simulator',
    'steps',
    'reports',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  const changed = untilChange(root);
  writeFileSync(join(root, 'reports/report.html'), '');
  writeFileSync(join(root, 'features/server/jobs/quorum.feature'), 'Feature: quorum');
  assert.equal(await changed, 'features/server/jobs/quorum.feature');
});

test('a folder that is missing is named', async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(root, { recursive: true }));
  await assert.rejects(untilChange(root), /conformance/);
});
