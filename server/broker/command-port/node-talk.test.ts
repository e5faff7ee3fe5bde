import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { boxesReady } from '../../../protocol/curve/box.ts';
import { newBoxKeyPair } from '../../../protocol/curve/x25519.ts';
import { CurveClient } from '../../../protocol/testing/curve-client.ts';
import { formatCommand, formatCommandBody } from '../../../protocol/zmtp/command.ts';
import { CurveServerHandshake, NOT_ADMITTED } from '../../../protocol/zmtp/curve-server.ts';
import { formatFrame, formatMessage, LONG } from '../../../protocol/zmtp/frame.ts';
import { formatGreetingEnd, GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { NullServerHandshake } from '../../../protocol/zmtp/null-server.ts';
import { NodeTalk, type TalkStep } from './node-talk.ts';

await boxesReady;

const SERVER = newBoxKeyPair();
const MOST = 10_000;
const greetingOf = (mechanism: 'NULL' | 'CURVE') =>
  Buffer.concat([GREETING_START, formatGreetingEnd(mechanism, false)]);
const ready = (type: string) => formatCommand('READY', formatMetadata({ 'Socket-Type': type }));
const OPEN = Buffer.concat([greetingOf('NULL'), ready('DEALER')]);
/** A DEALER of libzmq 3.2: ZMTP 2.0, no identity. Source: RFC 15. */
const OLD_DEALER = Buffer.from('ff00000000000000017f01050000', 'hex');

function world({ curve = false, admits = true } = {}) {
  const replies: Buffer[] = [];
  const messages: string[][] = [];
  const asked: (Uint8Array | undefined)[] = [];
  const talk = new NodeTalk({
    handshake: curve ? new CurveServerHandshake(SERVER) : new NullServerHandshake(),
    maxMessageBytes: MOST,
    reply: (bytes) => replies.push(Buffer.from(bytes)),
    admit: (key) => {
      asked.push(key);
      return admits;
    },
    onMessage: (frames) => messages.push(frames.map(String)),
  });
  /** Says this; gives how it ended. */
  const say = (...parts: readonly Uint8Array[]): TalkStep => {
    talk.push(Buffer.concat(parts));
    for (;;) {
      const step = talk.step();
      if (step.type !== 'done' && step.type !== 'opened') return step;
    }
  };
  /** The body of what it was answered last. */
  const lastReply = () => {
    const frame = replies.at(-1) ?? Buffer.of();
    return frame.subarray((frame[0] ?? 0) & LONG ? 9 : 2);
  };
  return { talk, say, replies, messages, asked, lastReply };
}

/** A connection with CURVE, open, and the client's end of it. */
function encrypted() {
  const all = world({ curve: true });
  const client = new CurveClient(SERVER.publicKey);
  all.say(greetingOf('CURVE'), client.hello());
  all.say(client.initiate(all.lastReply()));
  return { ...all, client, channel: client.open(all.lastReply()) };
}

const reasonOf = (step: TalkStep) => ('reason' in step ? `${step.type} ${step.reason}` : step.type);

test('a DEALER without encryption is let in, and its messages are handed over whole', () => {
  const { talk, say, messages, asked } = world();
  say(OPEN);
  assert.ok(talk.isOpen);
  assert.deepEqual(asked, [undefined]);
  say(formatMessage(['header', 'body']), formatMessage(['a']));
  assert.deepEqual(messages, [['header', 'body'], ['a']]);
});

test('a DEALER of ZMTP 2.0 is let in where nothing is encrypted, and nowhere else', () => {
  const { say, messages } = world();
  say(OLD_DEALER, formatMessage(['header', 'body']));
  assert.deepEqual(messages, [['header', 'body']]);
  assert.equal(reasonOf(world({ curve: true }).say(OLD_DEALER)), 'refused mechanism');
});

test('a DEALER with CURVE is let in by its key, and both ends understand each other', () => {
  const { talk, client, channel, asked, say, messages } = encrypted();
  assert.ok(talk.isOpen);
  assert.deepEqual(Buffer.from(asked[0] ?? []), Buffer.from(client.keys.publicKey));
  const frame = (text: string, hasMore: boolean) =>
    channel.seal({ isCommand: false, hasMore, body: Buffer.from(text) });
  say(frame('header', true), frame('body', false));
  assert.deepEqual(messages, [['header', 'body']]);
  const sealed = talk.seal(['answer', Buffer.from('more')]);
  const length = 2 + (sealed[1] ?? 0);
  const [first, second] = [sealed.subarray(2, length), sealed.subarray(length + 2)].map((body) =>
    channel.open({ isCommand: false, hasMore: false, body }),
  );
  assert.ok(first?.ok && second?.ok);
  assert.deepEqual(
    [first.value.body, first.value.hasMore, second.value.body, second.value.hasMore].map(String),
    ['answer', 'true', 'more', 'false'],
  );
});

test('a key that is not admitted is told so, and nothing of it is heard', () => {
  const { talk, say, lastReply, replies } = world({ curve: true, admits: false });
  const client = new CurveClient(SERVER.publicKey);
  say(greetingOf('CURVE'), client.hello());
  assert.equal(reasonOf(say(client.initiate(lastReply()))), 'refused not_admitted');
  assert.deepEqual(replies.at(-1), NOT_ADMITTED);
  assert.equal(talk.isOpen, false);
});

test('PING is answered in the clear and encrypted', () => {
  const clear = world();
  clear.say(OPEN, formatCommand('PING', Buffer.from('\0\0hello')));
  assert.deepEqual(clear.replies.at(-1), formatCommand('PONG', Buffer.from('hello')));

  const { say, channel, lastReply } = encrypted();
  const body = formatCommandBody('PING', Buffer.from('\0\0hello'));
  say(channel.seal({ isCommand: true, hasMore: false, body }));
  const pong = channel.open({ isCommand: false, hasMore: false, body: lastReply() });
  assert.ok(pong.ok && pong.value.isCommand);
  assert.deepEqual(pong.value.body, formatCommandBody('PONG', Buffer.from('hello')));
});

test('a message is bounded in all of its frames, whatever each of them has', () => {
  for (const { say, seal } of [
    { say: world().say, seal: (body: Buffer) => formatFrame(1, body) },
    (() => {
      const { say, channel } = encrypted();
      return { say, seal: (body: Buffer) => channel.seal({ isCommand: false, hasMore: true, body }) };
    })(),
  ]) {
    if (seal(Buffer.of(1))[0] === 1) say(OPEN);
    const steps = Array.from({ length: 4 }, () => say(seal(Buffer.alloc(3_000))));
    assert.deepEqual(steps.map(reasonOf), ['idle', 'idle', 'idle', 'cut message_too_long']);
  }
});

test('a million empty frames are no message', () => {
  const { say } = world();
  say(OPEN);
  const frames = Buffer.alloc(2 * 1_000).fill(Buffer.of(1, 0));
  assert.equal(reasonOf(say(frames)), 'cut message_too_long');
});

for (const [title, bytes, reason] of [
  ['a frame of 20 GB', Buffer.of(LONG, 0, 0, 0, 4, 0xa8, 0x17, 0xc8, 0), 'cut frame_too_long'],
  [
    'a frame that is longer than a message may be',
    Buffer.of(LONG, 0, 0, 0, 0, 0, 0, 0x27, 0x11),
    'cut frame_too_long',
  ],
  ['flags that are reserved', Buffer.of(0x40, 0), 'cut bad_flags'],
  ['a command without a name', formatFrame(4, Buffer.of()), 'cut bad_command'],
] as const) {
  test(`an open connection is cut for ${title}`, () => {
    assert.equal(reasonOf(world().say(OPEN, bytes)), reason);
  });
}

test('an encrypted connection is cut for what was not encrypted, was changed, or comes again', () => {
  const { say } = encrypted();
  assert.equal(reasonOf(say(formatMessage(['in the clear']))), 'cut bad_message');
  const { say: sayChanged, channel } = encrypted();
  const changed = channel.seal({ isCommand: false, hasMore: false, body: Buffer.from('a') });
  changed[changed.byteLength - 1] = (changed.at(-1) ?? 0) ^ 1;
  assert.equal(reasonOf(sayChanged(changed)), 'cut bad_message');
  const { say: sayTwice, channel: other } = encrypted();
  const once = other.seal({ isCommand: false, hasMore: false, body: Buffer.from('a') });
  assert.equal(reasonOf(sayTwice(once, once)), 'cut bad_nonce');
});

for (const [title, curve, parts, reason] of [
  ['no encryption where it is wanted', true, [greetingOf('NULL')], 'mechanism'],
  ['encryption where it is not', false, [greetingOf('CURVE')], 'mechanism'],
  ['a SUB', false, [greetingOf('NULL'), ready('SUB')], 'socket_type'],
  ['a socket without a type', false, [greetingOf('NULL'), formatCommand('READY')], 'socket_type'],
  ['a type of another thing', false, [greetingOf('NULL'), ready('constructor')], 'socket_type'],
  ['a SUB of ZMTP 2.0', false, [Buffer.from('ff00000000000000017f0102', 'hex')], 'socket_type'],
  ['a message before the handshake', false, [greetingOf('NULL'), formatMessage(['a'])], 'unexpected_command'],
  ['a handshake that is none', true, [greetingOf('CURVE'), formatCommand('HELLO')], 'bad_hello'],
  [
    'another server',
    true,
    [greetingOf('CURVE'), new CurveClient(newBoxKeyPair().publicKey).hello()],
    'wrong_server_key',
  ],
  [
    'a handshake of 64 KB',
    true,
    [greetingOf('CURVE'), formatCommand('HELLO', Buffer.alloc(65_536))],
    'frame_too_long',
  ],
  ['HTTP', true, [Buffer.from('GET / HTTP/1.1\r\n\r\n')], 'not_zmtp'],
] as const) {
  test(`${title} is refused as ${reason}`, () => {
    const { say, asked } = world({ curve });
    assert.equal(reasonOf(say(...parts)), `refused ${reason}`);
    assert.deepEqual(asked, []);
  });
}

test('a handshake costs as much as many messages, and so does a long message', () => {
  const { talk, client } = { ...world({ curve: true }), client: new CurveClient(SERVER.publicKey) };
  talk.push(Buffer.concat([greetingOf('CURVE'), client.hello()]));
  const costs = [talk.step(), talk.step(), talk.step()].map((step) =>
    step.type === 'done' ? step.cost : step,
  );
  assert.deepEqual(costs, [1, 1, 16]);
  const { talk: open } = world();
  open.push(Buffer.concat([OPEN, formatMessage([Buffer.alloc(9_000)])]));
  const steps = [open.step(), open.step(), open.step(), open.step()];
  assert.deepEqual(steps.at(-1), { type: 'done', cost: 3 });
});

test('whatever a node says, nothing throws', () => {
  const frame = fc
    .tuple(fc.constantFrom(0, 1, 4), fc.uint8Array({ maxLength: 300 }))
    .map(([flags, body]) => formatFrame(flags, body));
  fc.assert(
    fc.property(fc.boolean(), fc.array(frame), fc.uint8Array(), (curve, frames, rest) => {
      world({ curve }).say(greetingOf(curve ? 'CURVE' : 'NULL'), ...frames, rest);
      world().say(OPEN, ...frames, rest);
      world().say(OLD_DEALER, ...frames, rest);
    }),
  );
});
