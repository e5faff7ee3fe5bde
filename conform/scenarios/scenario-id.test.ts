import assert from 'node:assert/strict';
import test from 'node:test';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';
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

test('a scenario has its id, the row of an outline its number over all tables, and what has none its name', () => {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const document = { uri: 'a.feature', ...parser.parse(FEATURE) };
  const ids = compile(document, 'a.feature', newId).map((pickle) => scenarioId(document, pickle));
  assert.deepEqual(ids, ['A-001', 'A-002:1', 'A-002:2', 'A-002:3', 'a.feature: without an id']);
});
