import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runTestProgram } from '../../testing/push-harness.ts';
import { startTlsFront } from '../../testing/tls-front.ts';

test('nodes in several processes reach a server whose certificate the fleet file names, from its folder', async (context) => {
  const { url, server, folder } = await startTlsFront(context);
  const fleets = join(folder, 'fleets');
  mkdirSync(fleets);
  renameSync(join(folder, 'ca.pem'), join(fleets, 'ca.pem'));
  const fleet = `apiVersion: push-harness/v1
kind: Fleet
name: over-tls
target: { url: ${url}, org: dev, key: ../k.pem, ca: ca.pem }
groups: [{ name: web, count: 4 }]
jobs: [{ name: all, command: 'true', at: 0s }]
`;
  writeFileSync(join(fleets, 'tls.yaml'), fleet);
  const words = [
    'simulate',
    '--fleet',
    'fleets/tls.yaml',
    '--workers',
    '2',
    '--key-pool',
    '1',
    '--out',
    'out',
  ];
  const { code, stderr, stdout } = await runTestProgram(context, words, { folder });
  assert.equal(code, 0, stdout + stderr);
  assert.equal(server.counters()['jobs.complete'], 1);
});
