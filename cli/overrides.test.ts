import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));

test('what is overridden is not installed with the package: overrides reach nobody who depends on us', () => {
  const { overrides } = read('package.json') as { readonly overrides: Readonly<Record<string, unknown>> };
  const lock = read('package-lock.json') as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const installed = Object.entries(lock.packages)
    .filter(([, { dev = false }]) => !dev)
    .map(([path]) => path.split('node_modules/').at(-1) ?? path);
  assert.ok(installed.includes('fastify'), 'the lock names what is installed');
  assert.deepEqual(
    Object.keys(overrides).filter((name) => installed.includes(name)),
    [],
    'depend on a version that needs no override',
  );
});
