import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  formatFeedTimestamp,
  formatHttpDate,
  formatOpsTimestamp,
  parseHttpDate,
  parseOpsTimestamp,
} from './dates.ts';

const MOMENT = Date.UTC(2014, 6, 10, 5, 17, 40);

test('the forms of the wire are those of the documents', () => {
  assert.equal(formatHttpDate(MOMENT), 'Thu, 10 Jul 2014 05:17:40 GMT');
  assert.equal(formatHttpDate(MOMENT + 999), 'Thu, 10 Jul 2014 05:17:40 GMT');
  assert.equal(formatHttpDate(Date.UTC(2012, 8, 4, 23, 1, 2)), 'Tue, 04 Sep 2012 23:01:02 GMT');
  assert.equal(formatOpsTimestamp(MOMENT + 999), '2014-07-10T05:17:40Z');
  assert.equal(formatFeedTimestamp((MOMENT - 419_005) * 1000 + 958 + 1), '2014-07-10 05:10:40.995959Z');
  assert.equal(formatFeedTimestamp(0), '1970-01-01 00:00:00.000000Z');
});

test('HTTP dates are read leniently where the moment is plain', () => {
  for (const text of [
    'Thu, 10 Jul 2014 05:17:40 GMT',
    '10 Jul 2014 05:17:40 GMT',
    'Mon, 10 Jul 2014 05:17:40 UTC',
    'Thu, 10 Jul 2014 05:17:40 +0000',
    'Thu, 10 Jul 2014 05:17:40 -0000',
  ]) {
    assert.equal(parseHttpDate(text), MOMENT, text);
  }
});

test('what is no HTTP date is refused', () => {
  for (const text of [
    '',
    'now',
    '2014-07-10T05:17:40Z',
    'Thu, 31 Jun 2014 05:17:40 GMT',
    'Thu, 10 Jul 2014 24:00:00 GMT',
    'Thu, 10 Jul 2014 05:17:60 GMT',
    'Thu, 10 Jul 2014 05:17:40 +0200',
    'Thu, 10 Jul 2014 05:17:40 GMT ',
    'Thu, 10 jul 2014 05:17:40 GMT',
  ]) {
    assert.equal(parseHttpDate(text), undefined, text);
  }
});

test('what is no X-Ops-Timestamp is refused', () => {
  for (const text of [
    '',
    '2014-07-10 05:17:40Z',
    '2014-07-10T05:17:40',
    '2014-07-10T05:17:40.000Z',
    '2014-02-30T05:17:40Z',
    '2014-07-10T05:60:40Z',
    'Thu, 10 Jul 2014 05:17:40 GMT',
  ]) {
    assert.equal(parseOpsTimestamp(text), undefined, text);
  }
});

test('every moment of these centuries is read as it was written, to the second', () => {
  const moments = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2200, 0, 1) });
  fc.assert(
    fc.property(moments, (ms) => {
      const second = Math.floor(ms / 1000) * 1000;
      assert.equal(parseHttpDate(formatHttpDate(ms)), second);
      assert.equal(parseOpsTimestamp(formatOpsTimestamp(ms)), second);
      const feed = formatFeedTimestamp(ms * 1000 + 7);
      assert.equal(Date.parse(feed.replace(' ', 'T').replace(/\d{3}Z$/, 'Z')), ms);
      assert.match(feed, /007Z$/);
    }),
  );
});

test('any text is read without an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(parseHttpDate(text), undefined);
      assert.equal(parseOpsTimestamp(text), undefined);
    }),
  );
});
