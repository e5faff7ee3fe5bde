import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { readingIn } from '../../testing/reading.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { loadFleet, readyMadeFleets } from './fleet-source.ts';
import { rssMb } from './memory.ts';

test('a fleet of the package is found by its name', async () => {
  const { fleet, file } = await loadFleet('smoke', readingIn('/nowhere'), {});
  assert.deepEqual([fleet.name, file], ['smoke', 'smoke']);
  assert.ok(readyMadeFleets().includes('incident-server-restart'));
});

test('--nodes, --seed and --duration win over the file', async () => {
  const { fleet } = await loadFleet('hold', readingIn('/nowhere'), {
    nodes: 30,
    seed: 'mine',
    duration: '90s',
  });
  const { groups, seed, durationMs } = fleet;
  assert.deepEqual([groups[0]?.count, seed, durationMs], [30, 'mine', 90_000]);
});

test('a file is found by its path, and its own folder known', async (context) => {
  const folder = temporaryFolder(context);
  const yaml = 'apiVersion: push-harness/v1\nkind: Fleet\nname: mine\ngroups: [{ name: a, count: 1 }]\n';
  writeFileSync(join(folder, 'mine.yaml'), yaml);
  const loaded = await loadFleet('mine.yaml', readingIn(folder), {});
  assert.deepEqual([loaded.fleet.name, loaded.folder], ['mine', folder]);
});

test('what cannot be had is said with the remedy', async (context) => {
  const folder = temporaryFolder(context);
  const load = (named: string) => loadFleet(named, readingIn(folder), {});
  await assert.rejects(load('smok'), {
    name: 'UsageError',
    message: /^There is no fleet smok: did you mean smoke\? Give the path/,
  });
  await assert.rejects(load('./none.yaml'), {
    message:
      'Cannot read the fleet ./none.yaml (ENOENT: there is no such file); check the path and its permissions.',
  });
  writeFileSync(join(folder, 'bad.yaml'), 'kind: Flet\n');
  await assert.rejects(load('bad.yaml'), { name: 'SettingsFileError', message: /^bad\.yaml:1 / });
});

test('the memory of a process is known while it runs', { skip: process.platform !== 'linux' }, () => {
  assert.ok((rssMb(process.pid) ?? 0) > 10);
  assert.equal(rssMb(2 ** 30), undefined);
});
