import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { formatFrame, formatMessage, LONG } from '../../../protocol/zmtp/frame.ts';
import { formatGreetingEnd, GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { SubscriberTalk } from './subscriber-talk.ts';

const GREETING = Buffer.concat([GREETING_START, formatGreetingEnd('NULL', false)]);
const ready = (type: string) => formatCommand('READY', formatMetadata({ 'Socket-Type': type, Identity: '' }));
const subscribe = (prefix: string) => formatCommand('SUBSCRIBE', Buffer.from(prefix));
/** What a subscriber of libzmq 3.2 says: ZMTP 2.0, SUB, no identity. Source: RFC 15. */
const OLD_SUBSCRIBER = Buffer.from('ff00000000000000017f01020000', 'hex');
const OPEN = Buffer.concat([GREETING, ready('SUB')]);

/** Says all this at once. */
function said(...parts: readonly Uint8Array[]) {
  const replies: Buffer[] = [];
  const talk = new SubscriberTalk({
    maxSubscriptions: 16,
    reply: (bytes) => replies.push(Buffer.from(bytes)),
  });
  const refusal = talk.receive(Buffer.concat(parts));
  return { talk, refusal, replies: Buffer.concat(replies) };
}

/** What it is answered: the rest of the greeting, and that it is a PUB. */
const WELCOME = Buffer.concat([
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'PUB' })),
]);

for (const type of ['SUB', 'XSUB']) {
  test(`a ${type} of ZMTP 3.1 is welcomed, and hears what it subscribes to`, () => {
    const { talk, refusal, replies } = said(GREETING, ready(type));
    assert.equal(refusal, undefined);
    assert.deepEqual(replies, WELCOME);
    assert.ok(talk.isOpen && !talk.wants('a'));
    assert.equal(talk.receive(subscribe('')), undefined);
    assert.ok(talk.wants('a'));
    assert.equal(talk.receive(formatCommand('CANCEL')), undefined);
    assert.ok(!talk.wants('a'));
  });
}

test('a SUB of ZMTP 3.0 subscribes by a message', () => {
  const { talk, refusal } = said(OPEN, formatMessage(['\x01Version']));
  assert.equal(refusal, undefined);
  assert.ok(talk.wants('Version:2.0') && !talk.wants('other'));
  talk.receive(formatMessage(['\0Version']));
  assert.ok(!talk.wants('Version:2.0'));
});

test('a SUB of ZMTP 2.0 is answered in ZMTP 2.0', () => {
  const { talk, refusal, replies } = said(OLD_SUBSCRIBER, formatMessage(['\x01']));
  assert.equal(refusal, undefined);
  assert.deepEqual(replies, Buffer.of(1, 0, 0));
  assert.ok(talk.isOpen && talk.wants('Version:2.0'));
});

test('a PING is answered with its context', () => {
  const { replies } = said(OPEN, formatCommand('PING', Buffer.from('\0\x01hello')));
  assert.deepEqual(replies.subarray(WELCOME.byteLength), formatCommand('PONG', Buffer.from('hello')));
});

test('what means nothing here is passed over: other commands, other messages, a PONG', () => {
  const { talk, refusal } = said(
    OPEN,
    formatCommand('JOIN', Buffer.from('group')),
    formatCommand('PONG'),
    formatMessage(['', '\x07user message']),
    subscribe('a'),
  );
  assert.equal(refusal, undefined);
  assert.ok(talk.wants('a'));
});

const curve = Buffer.concat([GREETING_START, formatGreetingEnd('CURVE', true)]);
const subscriptions = Array.from({ length: 17 }, (_, index) => subscribe(String(index)));
for (const [title, bytes, reason] of [
  ['another mechanism', [curve], 'mechanism'],
  ['a DEALER', [GREETING, ready('DEALER')], 'socket_type'],
  ['a socket without a type', [GREETING, formatCommand('READY')], 'socket_type'],
  ['a PULL of ZMTP 2.0', [Buffer.from('ff00000000000000017f0107', 'hex')], 'socket_type'],
  ['a subscription before the handshake', [GREETING, subscribe('')], 'unexpected_command'],
  ['a message before the handshake', [GREETING, formatMessage(['\x01'])], 'unexpected_frame'],
  ['an identity of several frames', [OLD_SUBSCRIBER.subarray(0, 12), Buffer.of(1, 0)], 'unexpected_frame'],
  ['a handshake that ends too early', [GREETING, formatCommand('READY', Buffer.of(11))], 'bad_metadata'],
  ['a command without a name', [OPEN, formatFrame(4, Buffer.of())], 'bad_command'],
  ['a handshake of a command without a name', [GREETING, formatFrame(4, Buffer.of(0))], 'bad_command'],
  ['a request of HTTP', [Buffer.from('GET / HTTP/1.1\r\n\r\n')], 'not_zmtp'],
  ['a frame of 20 GB', [OPEN, Buffer.of(LONG, 0, 0, 0, 4, 0xa8, 0x17, 0xc8, 0)], 'frame_too_long'],
  ['a handshake of 1 KB', [GREETING, formatCommand('READY', Buffer.alloc(1_024))], 'frame_too_long'],
  ['a 17th subscription', [OPEN, ...subscriptions], 'too_many_subscriptions'],
  ['a subscription of 129 bytes', [OPEN, subscribe('a'.repeat(129))], 'too_many_subscriptions'],
  ['flags that are reserved', [OPEN, Buffer.of(0x80, 0)], 'bad_flags'],
] as const) {
  test(`${title} is refused as ${reason}`, () => {
    assert.equal(said(...bytes).refusal, reason);
  });
}

test('whoever is no subscriber is told so before it is cut off', () => {
  const { replies } = said(GREETING, ready('DEALER'));
  const error = replies.subarray(formatGreetingEnd('NULL', false).byteLength).toString('latin1');
  assert.match(error, /ERROR.a subscriber is wanted$/);
});

test('whatever a subscriber says, nothing throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(Buffer.alloc(0), GREETING, OPEN, OLD_SUBSCRIBER),
      fc.uint8Array(),
      (start, bytes) => {
        said(start, bytes);
      },
    ),
  );
  const frame = fc
    .tuple(fc.constantFrom(0, 1, 4), fc.uint8Array({ maxLength: 200 }))
    .map(([flags, body]) => formatFrame(flags, body));
  fc.assert(
    fc.property(fc.array(frame), (frames) => {
      said(GREETING, ...frames);
      said(OPEN, ...frames);
    }),
  );
});
