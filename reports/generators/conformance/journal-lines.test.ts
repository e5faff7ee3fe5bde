import assert from 'node:assert/strict';
import test from 'node:test';
import type { Attachment } from '@cucumber/messages';
import { ATTACHED_JOURNAL_MEDIA_TYPE, journalLines } from './journal-lines.ts';

const LINE = { atMs: 3, node: 'web1', direction: 'in', kind: 'frame', summary: 'commit', body: '{}' };

const attachment = (body: string, more: Partial<Attachment> = {}): Attachment => ({
  body,
  contentEncoding: 'IDENTITY' as Attachment['contentEncoding'],
  mediaType: ATTACHED_JOURNAL_MEDIA_TYPE,
  ...more,
});

test('lines are read from plain and from base64 attachments', () => {
  const text = JSON.stringify([LINE]);
  const encoded = attachment(Buffer.from(text).toString('base64'), {
    contentEncoding: 'BASE64' as Attachment['contentEncoding'],
  });
  assert.deepEqual(journalLines([attachment(text), encoded]), [LINE, LINE]);
});

test('what is no journal, no JSON or no line is left out', () => {
  const strange = JSON.stringify([
    LINE,
    { ...LINE, direction: 'up' },
    { ...LINE, kind: 7 },
    null,
    'x',
    { ...LINE, atMs: '1' },
  ]);
  assert.deepEqual(
    journalLines([
      attachment('[', {}),
      attachment('{}'),
      attachment(strange),
      attachment('[]', { mediaType: 'text/plain' }),
    ]),
    [LINE],
  );
});

test('the last sixty are kept', () => {
  const many = Array.from({ length: 70 }, (_, index) => ({ ...LINE, atMs: index }));
  const kept = journalLines([attachment(JSON.stringify(many))]);
  assert.equal(kept.length, 60);
  assert.equal(kept[0]?.atMs, 10);
});
