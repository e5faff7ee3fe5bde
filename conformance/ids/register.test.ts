import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFeatures } from '../scenarios/load-features.ts';
import { parseFeature } from '../scenarios/parse-feature.ts';
import { loadSections } from '../scenarios/sections.ts';
import { tagFaults } from '../scenarios/tag-faults.ts';
import { withIds } from './give-ids.ts';
import { type Register, registerFaults, registerWith } from './register.ts';
import { loadRegister } from './register-file.ts';

const URI = 'features/server/quorum/q.feature';

const FEATURE = `@must
Feature: F

  Rule: R

    @QUORUM-001
    Scenario: one
      Given it

    @shipped
    Scenario Outline: two <n>
      Given it

      Examples:
        | n |
        | 1 |
        | 2 |
`;

const faults = (text: string, register: Register): readonly string[] =>
  registerFaults(parseFeature(URI, text), register);

function givenIds(): { readonly text: string; readonly register: Register } {
  const given = withIds(URI, FEATURE, {
    'QUORUM-001': { name: 'one' },
    'QUORUM-007': { name: 'gone', retired: true },
  });
  return { text: given.text, register: registerWith(parseFeature(URI, given.text), given.register) };
}

test('every scenario of the project has one id, registered and never given to another', async () => {
  assert.deepEqual(registerFaults(await loadFeatures(), await loadRegister()), []);
});

test('every scenario of the project has one level, and its other tags mean something', async () => {
  assert.deepEqual(tagFaults(await loadFeatures(), await loadSections()), []);
});

test('a scenario without an id is named, with the command that gives it one', () => {
  const [fault] = faults(FEATURE, { 'QUORUM-001': { name: 'one' } });
  assert.equal(fault, `${URI}:11 has no id: npm run ids`);
});

test('a new id is the next of its topic after all that were ever given, before the other tags', () => {
  const { text, register } = givenIds();
  assert.match(text, /\n {4}@QUORUM-008 @shipped\n {4}Scenario Outline: two/);
  assert.deepEqual(register['QUORUM-008'], { name: 'two <n>', rows: ['1', '2'] });
  assert.deepEqual(faults(text, register), []);
});

test('an id that is on two scenarios is a fault', () => {
  const { text, register } = givenIds();
  const [fault] = faults(text.replace('@QUORUM-008', '@QUORUM-001'), register);
  assert.match(fault ?? '', /has the id QUORUM-001 of features\/server\/quorum\/q\.feature:7/);
});

test('an id that was retired is not given again', () => {
  const { text, register } = givenIds();
  const [fault] = faults(text.replace('@QUORUM-008', '@QUORUM-007'), register);
  assert.match(fault ?? '', /QUORUM-007 has been retired/);
});

test('an id that no scenario has any more is retired, and stays in the register', () => {
  const { text, register } = givenIds();
  const without = parseFeature(URI, text).slice(1);
  assert.deepEqual(registerFaults(without, register), [
    'QUORUM-001 (one) is on no scenario any more: npm run ids',
  ]);
  const after = registerWith(without, register);
  assert.deepEqual(after['QUORUM-001'], { name: 'one', retired: true });
  assert.deepEqual(registerFaults(without, after), []);
});

test('rows are added at the end alone, for their numbers are parts of ids', () => {
  const { text, register } = givenIds();
  const added = text.replace('| 2 |', '| 2 |\n        | 3 |');
  assert.match(faults(added, register)[0] ?? '', /QUORUM-008 has new rows: npm run ids/);
  const after = registerWith(parseFeature(URI, added), register);
  assert.deepEqual(after['QUORUM-008']?.rows, ['1', '2', '3']);
  const changed = text.replace('| 1 |', '| 0 |');
  assert.match(faults(changed, register)[0] ?? '', /row 1 of QUORUM-008 is "0" and was "1"/);
  assert.deepEqual(registerWith(parseFeature(URI, changed), register), register);
});

test('a level, a capability and a section that are none are named', () => {
  const text = FEATURE.replace('@must', '@must @may @needs:wings @doc:nowhere @loud');
  const [first = '', ...others] = tagFaults(parseFeature(URI, text), {}).filter((fault) =>
    fault.includes(':7 '),
  );
  assert.match(first, /has several levels, must and may/);
  assert.match(others.join('\n'), /needs wings(.|\n)*nowhere(.|\n)*@loud/);
  const [none] = tagFaults(parseFeature(URI, FEATURE.replace('@must', '')), {});
  assert.match(none ?? '', /has no level/);
});
