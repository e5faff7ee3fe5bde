import assert from 'node:assert/strict';
import test from 'node:test';
import { loadFeatures } from './load-features.ts';
import { nameFaults } from './name-faults.ts';
import { parseFeature } from './parse-feature.ts';

const URI = 'features/server/quorum/q.feature';

const FEATURE = `
Feature: F
  Rule: R
    Scenario: it does not
      Given it

    Scenario Outline: a node <does it>
      Given <does it>

      Examples:
        | does it             |
        | votes no in the end |

    Scenario Outline: the node <name> votes
      Given <name>

      Examples:
        | name |
        | web1 |
        |      |
`;

test('every scenario of the project has a name of four words or more', async () => {
  const scenarios = await loadFeatures();
  assert.ok(scenarios.length > 600, `${scenarios.length} scenarios: the check would hold nothing`);
  assert.deepEqual(nameFaults(scenarios), []);
});

test('a short name is a fault, in an outline without its cells and in a row with them', () => {
  assert.deepEqual(nameFaults(parseFeature(URI, FEATURE)), [
    `${URI}:4 is called "it does not": say in 4 words or more what it shows`,
    `${URI}:7 is called "a node <does it>": say in 4 words or more what it shows`,
    `${URI}:14 is called "the node  votes": say in 4 words or more what it shows, in row 20`,
  ]);
});
