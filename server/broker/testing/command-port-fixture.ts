import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { boxesReady } from '../../../protocol/curve/box.ts';
import { newBoxKeyPair } from '../../../protocol/curve/x25519.ts';
import { encodeZ85 } from '../../../protocol/curve/z85.ts';
import { CurveClient } from '../../../protocol/testing/curve-client.ts';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { formatMessage } from '../../../protocol/zmtp/frame.ts';
import { formatGreetingEnd, GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import type { Channel } from '../../../protocol/zmtp/handshake.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { Descriptors } from '../../descriptors.ts';
import { RawPeer } from '../../testing/raw-peer.ts';
import { until } from '../../testing/wire-node.ts';
import type { CommandConnection } from '../command-port/command-connection.ts';
import { CommandPort } from '../command-port/command-port.ts';
import type { CommandBounds } from '../command-port/command-port-options.ts';
import type { Session } from '../entry/session.ts';
import type { RoutedPeer } from '../routed-peer.ts';
import type { Routed } from '../wire.ts';
import { sessionOf } from './session-fixture.ts';

await boxesReady;

export const COMMAND_HOST = '127.0.0.1';
const COMMAND_PLACE = { host: COMMAND_HOST, port: 0, what: 'commands', option: '--command-port' };
export const COMMAND_BOUNDS: CommandBounds = {
  maxBodyBytes: 65_536,
  maxNodeConnections: 1_000,
  handshakeTimeoutMs: 10_000,
  proofTimeoutMs: 30_000,
  maxNodeUnsentBytes: 1_048_576,
  sendTimeoutMs: 10_000,
};
export const SERVER_KEYS = newBoxKeyPair();
export const CLEAR_HANDSHAKE = Buffer.concat([
  GREETING_START,
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'DEALER' })),
]);
export const ENCRYPTED_GREETING = Buffer.concat([GREETING_START, formatGreetingEnd('CURVE', false)]);
/** Bytes of our answers to a client in the clear, and of those to one that encrypts. */
export const GREETING_BYTES = 64;
export const CLEAR_WELCOME_BYTES =
  GREETING_BYTES +
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'ROUTER', Identity: '' })).byteLength;
export const WELCOME_BYTES = 170;

/** What is special about the port of a test. */
interface Setting {
  readonly curve?: boolean;
  /** It has a port beside it for nodes without encryption. */
  readonly takesUnencrypted?: boolean;
  readonly bounds?: Partial<CommandBounds>;
  readonly descriptors?: Descriptors;
  readonly onMessage?: (frames: Buffer[]) => void;
  readonly isStarted?: boolean;
}

/** A command port on a simulated clock, with all that it reports, and peers that connect to it. Stopped with the test. */
export async function commandPortFor(context: TestContext, setting: Setting = {}) {
  const clock = new SimulatedClock();
  const messages: {
    readonly identity: Buffer;
    readonly connection: CommandConnection;
    readonly words: string[];
  }[] = [];
  const events: string[] = [];
  const logged: string[] = [];
  const session = sessionOf('web1');
  const admitted = new Set<string>();
  /** Of keys that are not the session's. */
  const owners = new Map<string, Session>();
  const port = new CommandPort({
    clock,
    log: pino({}, { write: (line: string) => logged.push(JSON.parse(line).msg) }),
    bounds: { ...COMMAND_BOUNDS, ...setting.bounds },
    descriptors: setting.descriptors ?? new Descriptors(10_000),
    curveKeys: setting.curve === true ? SERVER_KEYS : undefined,
    admit: (key) => (admitted.has(encodeZ85(key)) ? (owners.get(encodeZ85(key)) ?? session) : undefined),
    onMessage: (frames, connection) => {
      const [identity = Buffer.of(), ...words] = frames;
      messages.push({
        identity,
        connection,
        words: words.map((word) => (word.byteLength > 100 ? 'long' : String(word))),
      });
      setting.onMessage?.(frames);
    },
    onRefused: (reason) => events.push(`refused ${reason}`),
    onHungUp: () => events.push('hung up'),
    onCut: (reason) => events.push(`cut ${reason}`),
    onUndelivered: (reason) => events.push(`undelivered ${reason}`),
  });
  const number = await port.bind(COMMAND_PLACE);
  const unencryptedNumber = setting.takesUnencrypted === true ? await port.bindUnencrypted(COMMAND_PLACE) : 0;
  if (setting.isStarted !== false) port.start();
  context.after(() => port.stop());
  const connect = async (to = number) => {
    const peer = await RawPeer.connect(to);
    context.after(() => peer.hangUp());
    return peer;
  };
  /** A node in the clear that has said hello; with the identity that messages to it go to. */
  const node = async (to = number) => {
    const peer = (await connect(to)).say(CLEAR_HANDSHAKE, formatMessage(['hello']));
    await peer.hear(CLEAR_WELCOME_BYTES);
    const before = messages.length;
    peer.say(formatMessage([`I am ${before}`]));
    await until('it was heard', () => messages.some(({ words }) => words[0] === `I am ${before}`));
    const heard = messages.find(({ words }) => words[0] === `I am ${before}`);
    if (heard === undefined) throw new Error('what was heard is not there');
    return { peer, identity: heard.identity, connection: heard.connection };
  };
  const send = (message: Routed) => port.transmit(message, {} as RoutedPeer);
  return {
    clock,
    port,
    number,
    unencryptedNumber,
    messages,
    events,
    logged,
    session,
    admitted,
    owners,
    connect,
    node,
    send,
  };
}

/** An encrypted connection whose bytes the test chooses. */
export async function encryptedNode(
  { connect, admitted }: Awaited<ReturnType<typeof commandPortFor>>,
  client = curveClient(),
) {
  admitted.add(encodeZ85(client.keys.publicKey));
  const peer = (await connect()).say(ENCRYPTED_GREETING);
  await peer.hear(GREETING_BYTES);
  peer.say(client.hello());
  const welcome = (await peer.hear(GREETING_BYTES + WELCOME_BYTES)).subarray(GREETING_BYTES + 2);
  peer.say(client.initiate(Buffer.from(welcome)));
  const start = GREETING_BYTES + WELCOME_BYTES;
  const header = await peer.hear(start + 2);
  const end = start + 2 + (header.at(-1) ?? 0);
  const channel = client.open(Buffer.from((await peer.hear(end)).subarray(start + 2)));
  return { peer, channel };
}

/** The client's side of a handshake with the port. */
export const curveClient = () => new CurveClient(SERVER_KEYS.publicKey);

/** A message of these frames, encrypted for the port. */
export function sealed(channel: Channel, ...words: readonly (string | Buffer)[]): Buffer {
  const last = words.length - 1;
  return Buffer.concat(
    words.map((word, index) =>
      channel.seal({ isCommand: false, hasMore: index < last, body: Buffer.from(word) }),
    ),
  );
}
