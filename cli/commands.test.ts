import assert from 'node:assert/strict';
import test from 'node:test';
import { COMMANDS } from './commands.ts';

const loaded = await Promise.all(
  COMMANDS.commands.map(async (listed) => ({ listed, command: await listed.load() })),
);

test('every command has an example that begins with its own words', () => {
  for (const { listed, command } of loaded) {
    const [first] = command.examples;
    assert.ok(first?.line.startsWith(listed.words), listed.words);
  }
});

test('every command of two words is in a group, and no group is empty', () => {
  const firstWords = COMMANDS.commands
    .map(({ words }) => words.split(' '))
    .filter((words) => words.length === 2);
  const used = new Set(firstWords.map(([first]) => first));
  assert.deepEqual([...used].sort(), COMMANDS.groups.map(({ word }) => word).sort());
});

test('an option of one name takes the same values everywhere: one configuration file serves all commands', () => {
  const kinds = new Map<string, string>();
  for (const { listed, command } of loaded) {
    for (const [name, option] of Object.entries(command.options)) {
      if (option.onlyAsFlag) continue;
      const known = kinds.get(name) ?? option.kind.expects;
      assert.equal(option.kind.expects, known, `--${name} of ${listed.words}`);
      kinds.set(name, known);
    }
  }
});

test('no option is named as those that every command has', () => {
  for (const { command } of loaded) {
    for (const name of ['json', 'config', 'help', 'version']) assert.ok(!(name in command.options));
  }
});
