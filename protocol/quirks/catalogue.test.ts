import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLIENT_QUIRKS, QUIRKS, SERVER_QUIRKS } from './catalogue.ts';
import { parseQuirkChoice } from './quirk-choice.ts';
import { clientQuirks, QuirkChoiceError, serverQuirks, switchable } from './quirk-set.ts';

const ALL = [...SERVER_QUIRKS, ...CLIENT_QUIRKS];

test('every file of a quirk is in the catalogue, under its own name', () => {
  const folder = new URL('.', import.meta.url).pathname;
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace(/\.ts$/, ''));
  assert.deepEqual(files.toSorted(), ALL.map(({ name }) => name).toSorted());
});

test('every quirk says what it is, what ours does and what it costs, in one sentence each', () => {
  for (const { name, summary, ours, cost } of ALL) {
    for (const sentence of [summary, ours, cost]) assert.match(sentence, /^[A-Z0-9].*\.$/, name);
  }
});

test('no two quirks have the same name', () => {
  assert.equal(Object.keys(QUIRKS).length, ALL.length);
});

test('shipped stands for all quirks, none for none, and names are taken in any order', () => {
  assert.equal(serverQuirks('shipped').size, SERVER_QUIRKS.length);
  assert.equal(clientQuirks('none').size, 0);
  assert.deepEqual([...serverQuirks(parseQuirkChoice('no-head, html-errors'))], ['no-head', 'html-errors']);
});

test('a name that no quirk has is rejected with the names there are', () => {
  assert.throws(
    () => serverQuirks(['html-error']),
    (error: unknown) => {
      assert.ok(error instanceof QuirkChoiceError);
      assert.match(
        error.message,
        /^There is no quirk html-error of a server\. Give shipped, none or some of: html-errors, /,
      );
      return true;
    },
  );
  assert.throws(() => clientQuirks(['html-errors']), QuirkChoiceError);
});

test('what ours does anyway cannot be switched on, nor what a dialect has no place for', () => {
  const chosen = serverQuirks(['one-channel', 'availability-undefined', 'no-head']);
  assert.deepEqual([...switchable(chosen, 'documented')], ['no-head']);
  assert.deepEqual([...switchable(chosen, 'pushy-server')], ['availability-undefined', 'no-head']);
});
