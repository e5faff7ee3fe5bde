import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { accepted, refusalReason } from '../testing/messages.ts';
import { formatCommand, formatCommandBody, formatPongBody, parseZmtpCommand } from './command.ts';
import { formatMetadata, parseMetadata, socketTypeOf } from './metadata.ts';

/** The READY of a ROUTER. Source: RFC 37, "Worked Example". */
const ROUTER_READY = Buffer.from(
  '041c055245414459' + '0b536f636b65742d54797065' + '00000006' + '524f55544552',
  'hex',
);
/** The body of the READY of a DEALER with an identity that is empty, as there. */
const DEALER_READY = Buffer.from(
  '055245414459' + '0b536f636b65742d54797065' + '00000006' + '4445414c4552' + '084964656e7469747900000000',
  'hex',
);

test('a READY is written as in the example of the RFC', () => {
  assert.deepEqual(formatCommand('READY', formatMetadata({ 'Socket-Type': 'ROUTER' })), ROUTER_READY);
});

test('the READY of the example is read', () => {
  const { name, data } = accepted(parseZmtpCommand(DEALER_READY));
  assert.equal(name, 'READY');
  const metadata = accepted(parseMetadata(data));
  assert.equal(socketTypeOf(metadata), 'DEALER');
  assert.deepEqual([...metadata.keys()], ['socket-type', 'identity']);
  assert.equal(metadata.get('identity')?.byteLength, 0);
});

test('a command without a name, or shorter than its name, is none', () => {
  for (const body of ['', '\0', '\x05READ', '\xff']) {
    assert.equal(
      refusalReason(parseZmtpCommand(Buffer.from(body, 'latin1'))),
      'bad_command',
      JSON.stringify(body),
    );
  }
});

test('properties that end too early are refused, each of them', () => {
  const whole = formatMetadata({ 'Socket-Type': 'SUB', Identity: 'me' });
  const good = [0, formatMetadata({ 'Socket-Type': 'SUB' }).byteLength, whole.byteLength];
  for (let length = 0; length <= whole.byteLength; length++) {
    const outcome = parseMetadata(whole.subarray(0, length));
    assert.equal(outcome.ok, good.includes(length), `${length} bytes`);
  }
  assert.equal(refusalReason(parseMetadata(Buffer.from('\x01a\xff\xff\xff\xffb', 'latin1'))), 'bad_metadata');
});

test('a PONG has the context of its PING, without the time to live, and no more of it than the RFC allows', () => {
  assert.deepEqual(formatPongBody(Buffer.from('\0\x0aabc')), formatCommandBody('PONG', Buffer.from('abc')));
  assert.deepEqual(formatPongBody(Buffer.alloc(60, 7)), formatCommandBody('PONG', Buffer.alloc(16, 7)));
  assert.deepEqual(formatPongBody(Buffer.of()), formatCommandBody('PONG', Buffer.of()));
});

test('no bytes make them throw', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      parseZmtpCommand(bytes);
      parseMetadata(bytes);
    }),
  );
});
