import assert from 'node:assert/strict';
import test from 'node:test';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
import { pickleTitle } from './pickle-title.ts';
import { scenarioId } from './scenario-id.ts';

const FEATURE = `
Feature: a feature
  @A-001 @must
  Scenario: one
    Given something

  Rule: a rule
    @A-002
    Scenario Outline: <n>
      Given <n>
      Examples:
        | n |
        | 1 |
        | 2 |
      Examples:
        | n |
        | 3 |

    Scenario: without an id
      Given something
`;

function compiled() {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const document = { uri: 'a.feature', ...parser.parse(FEATURE) };
  return { document, pickles: compile(document, 'a.feature', newId) };
}

test('a scenario has its id, the row of an outline its number over all tables, and what has none its name', () => {
  const { document, pickles } = compiled();
  const ids = pickles.map((pickle) => scenarioId(document, pickle));
  assert.deepEqual(ids, ['A-001', 'A-002:1', 'A-002:2', 'A-002:3', 'a.feature: without an id']);
});

test('a scenario is called by its rule and name, the row of an outline by its own, and one without a rule by its feature', () => {
  const { document, pickles } = compiled();
  const titles = pickles.map((pickle) => pickleTitle(document, pickle));
  const ofRule = ['1', '2', '3', 'without an id'].map((name) => `a rule: ${name}`);
  assert.deepEqual(titles, ['a feature: one', ...ofRule]);
});
