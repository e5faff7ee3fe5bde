import assert from 'node:assert/strict';
import test from 'node:test';
import { SAMPLE_CONFORMANCE_RESULTS } from '../../reports/generators/conformance/testing/sample-run.ts';
import { plain } from '../output/paint.ts';
import { quirkLines } from './quirk-lines.ts';

test('the terminal has a line for each quirk, how they are accepted, and a warning for those of weight security', () => {
  assert.deepEqual(quirkLines(SAMPLE_CONFORMANCE_RESULTS, { paint: plain, width: 200 }), [
    'quirk                weight                  met by       what it is',
    'body-first           harmless  not accepted  2 scenarios  The body is read before the signature.',
    'reader-becomes-node  security  accepted      1 scenario   A user who may read gets the session key of a node.',
    'html-errors          costly    accepted      4 scenarios  Errors are HTML pages.',
    "Which quirks are accepted: quirks: in the target's file, or --quirks. The report has their cost and evidence.",
    'Warning: The quirk reader-becomes-node of weight security is accepted: A user who may read gets the session key of a node.',
  ]);
});

test('where no quirk was met, the terminal says nothing of them', () => {
  assert.deepEqual(
    quirkLines({ ...SAMPLE_CONFORMANCE_RESULTS, quirks: [] }, { paint: plain, width: 80 }),
    [],
  );
});
