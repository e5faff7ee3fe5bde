import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { requireInTurns } from './require-in-turns.ts';

const goOn = () => Promise.resolve(true);

/** A folder of CommonJS files, each of which says when it is loaded. */
function folderOf(t: TestContext, files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-turns-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, source] of Object.entries(files)) {
    writeFileSync(join(folder, name), `globalThis.loadedInTurns.push('${name}');\n${source}`);
  }
  const loaded: string[] = [];
  Object.assign(globalThis, { loadedInTurns: loaded });
  return { loaded, from: join(folder, 'main.js'), load: createRequire(join(folder, 'main.js')) };
}

test('each file is loaded in a turn of its own, after those that it requires', async (t) => {
  const { loaded, from, load } = folderOf(t, {
    'top.js': 'require("./left"); require("node:fs"); require("./right"); exports.top = true;',
    'left.js': 'require("./leaf.js"); try { require("./not-there") } catch {}',
    'right.js': 'require("./leaf"); require("./data.json");',
    'leaf.js': '',
  });
  writeFileSync(join(from, '../data.json'), '{}');
  const turns: number[] = [];
  await requireInTurns('./top.js', from, async () => {
    turns.push(loaded.length);
    await nextTurn();
    return true;
  });
  assert.deepEqual(loaded, ['leaf.js', 'left.js', 'right.js', 'top.js']);
  assert.deepEqual(turns, [1, 2, 2, 3, 4]);
  assert.deepEqual(load('./top.js'), { top: true });
  assert.equal(loaded.length, 4);
});

test('files that require each other are loaded nevertheless', async (t) => {
  const { loaded, from } = folderOf(t, {
    'one.js': 'require("./other.js");',
    'other.js': 'require("./one.js");',
  });
  await requireInTurns('./one.js', from, goOn);
  assert.deepEqual([...loaded].sort(), ['one.js', 'other.js']);
});

test('nothing more is loaded when it is over', async (t) => {
  const { loaded, from } = folderOf(t, { 'top.js': 'require("./leaf.js");', 'leaf.js': '' });
  await requireInTurns('./top.js', from, () => Promise.resolve(false));
  assert.deepEqual(loaded, ['leaf.js']);
});

test('the validator of schemas is loaded so to the end', async () => {
  await requireInTurns('ajv', import.meta.url, goOn);
  const { cache } = createRequire(import.meta.url);
  const before = Object.keys(cache).length;
  createRequire(import.meta.url)('ajv');
  assert.equal(Object.keys(cache).length, before);
});

test('a package that is not there is an error', async () => {
  await assert.rejects(requireInTurns('no-such-package-of-ours', import.meta.url, goOn), {
    code: 'MODULE_NOT_FOUND',
  });
});
