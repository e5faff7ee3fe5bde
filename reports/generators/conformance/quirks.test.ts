import assert from 'node:assert/strict';
import test from 'node:test';
import type { Attachment } from '@cucumber/messages';
import { QUIRK_MEDIA_TYPE } from './quirk-media-type.ts';
import { quirksMet, remedyOf } from './quirks.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

const attachment = (value: unknown, mediaType = QUIRK_MEDIA_TYPE): Attachment => ({
  body: JSON.stringify(value),
  contentEncoding: 'IDENTITY' as Attachment['contentEncoding'],
  mediaType,
});

test('quirks are read from attachments, each once, and what is none is left out', () => {
  const met = { name: 'no-head', evidence: 'HEAD / 405' };
  assert.deepEqual(
    quirksMet([
      attachment(met),
      attachment({ ...met, evidence: 'HEAD /x 405' }),
      attachment(met, 'text/plain'),
      attachment({ name: 3, evidence: '' }),
      attachment(null),
      { ...attachment(met), body: '{' },
    ]),
    [met],
  );
});

test('a remedy names the quirks to accept from then on, where they are few', () => {
  const target = (...acceptedQuirks: string[]) => ({ ...SAMPLE_CONFORMANCE_RESULTS.target, acceptedQuirks });
  const accept = { name: 'no-head', isAccepted: false };
  const reject = { name: 'no-head', isAccepted: true };
  assert.equal(remedyOf(accept, target()).words, '--quirks no-head');
  assert.equal(remedyOf(accept, target('slash-401')).words, '--quirks slash-401,no-head');
  assert.equal(remedyOf(reject, target('no-head')).words, '--quirks none');
  assert.equal(remedyOf(reject, target('no-head', 'slash-401')).words, '--quirks slash-401');
  assert.equal(remedyOf(reject, target('no-head', 'a', 'b', 'c', 'd', 'e')).words, undefined);
});
