import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { formatGreetingEnd, GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { Descriptors } from '../../descriptors.ts';
import { RawPeer } from '../../testing/raw-peer.ts';
import { Publisher, type SubscriberBounds } from '../heartbeat-port/publisher.ts';

export const PUBLISHER_HOST = '127.0.0.1';
export const PUBLISHER_PLACE = {
  host: PUBLISHER_HOST,
  port: 0,
  what: 'heartbeats',
  option: '--heartbeat-port',
};
export const SUBSCRIBER_BOUNDS: SubscriberBounds = {
  maxSubscribers: 1_000,
  maxSubscriptions: 16,
  maxSubscriberBytes: 16_384,
  maxSubscriberBacklogBytes: 8_192,
  handshakeTimeoutMs: 10_000,
};
export const SUBSCRIBE_ALL = formatCommand('SUBSCRIBE');
/** All that a subscriber of ZMTP 3.1 says, which hears everything then. */
export const SUBSCRIBER_HANDSHAKE = Buffer.concat([
  GREETING_START,
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'SUB', Identity: '' })),
]);
/** All that it is told before the first message. */
export const PUBLISHER_WELCOME = Buffer.concat([
  GREETING_START,
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'PUB' })),
]);

export async function publisherFor(
  context: TestContext,
  bounds: Partial<SubscriberBounds> = {},
  descriptors = new Descriptors(10_000),
) {
  const clock = new SimulatedClock();
  const refused: string[] = [];
  const skipped: string[] = [];
  const publisher = new Publisher({
    clock,
    bounds: { ...SUBSCRIBER_BOUNDS, ...bounds },
    descriptors,
    onRefused: (reason) => refused.push(reason),
    onSkipped: (reason) => skipped.push(reason),
    onError: (error) => assert.fail(error),
  });
  const port = await publisher.bind(PUBLISHER_PLACE);
  context.after(() => publisher.stop());
  const connect = async () => {
    const peer = await RawPeer.connect(port);
    context.after(() => peer.hangUp());
    return peer;
  };
  /** Resolves when it would hear the next message: what it asked for last has been answered. */
  const subscriber = async () => {
    const peer = (await connect()).say(
      SUBSCRIBER_HANDSHAKE,
      SUBSCRIBE_ALL,
      formatCommand('PING', Buffer.of(0, 0)),
    );
    await peer.hear(PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength);
    return peer;
  };
  return { clock, refused, skipped, publisher, port, connect, subscriber };
}

/** One that nothing happens to. */
export const lonePublisher = () =>
  new Publisher({
    clock: new SimulatedClock(),
    bounds: SUBSCRIBER_BOUNDS,
    descriptors: new Descriptors(10_000),
    onRefused: () => {},
    onSkipped: () => {},
    onError: (error) => assert.fail(error),
  });

/** What a subscriber made by `subscriber` has heardBy. */
export const heardBy = (peer: RawPeer) =>
  peer.received.subarray(PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength);
