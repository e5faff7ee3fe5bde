import assert from 'node:assert/strict';
import test from 'node:test';
import { requirementOf, titleOf } from './scenario-title.ts';
import { titleHtml } from './title-html.ts';

test('a scenario is called by its rule and its name, and without a rule by its feature', () => {
  const ruled = { rule: 'a quorum is a whole number', feature: 'The quorum' };
  assert.equal(titleOf(requirementOf(ruled), 'a job with 1.5'), 'a quorum is a whole number: a job with 1.5');
  assert.equal(titleOf(requirementOf({ feature: 'The quorum' }), 'a job'), 'The quorum: a job');
});

test('a page shows the title that is printed elsewhere', () => {
  const text = titleHtml('a rule', 'a name').markup.replaceAll(/<[^>]+>/g, '');
  assert.equal(text, titleOf('a rule', 'a name'));
});
