import { createPublicKey, type KeyObject } from 'node:crypto';
import { config as askForConfig } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { decryptSessionKey } from '../../protocol/curve/session-key.ts';
import { decodeZ85 } from '../../protocol/curve/z85.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { NodeConfig } from '../../protocol/wire/config.ts';
import type { Asker, Config, FetchConfig } from '../node/config.ts';

const ADDRESS = /^tcp:\/\/(?:\[[\da-fA-F:.]+\]|[^\s:/[\]]+):\d{1,5}$/;
const CURVE_KEY_BYTES = 32;

/** The server's answer cannot be used. */
export class UnusableConfig extends Error {
  override readonly name = 'UnusableConfig';
}

/**
 * Asks for configs over the fleet's connections. All nodes that were given the same key of the server share it.
 * Its promises reject with RequestRefused, ServerUnreachable, UnexpectedAnswer, or UnusableConfig.
 */
export function configFetcher(client: RestClient): FetchConfig {
  const serverKeys = new Map<string, KeyObject>();
  return async (asker) => {
    const { node, privateKey, curvePublicKey, clockOffsetMs } = asker;
    const clock = clockOffsetMs === 0 ? client.clock : offsetClock(client.clock, clockOffsetMs);
    const config = await askForConfig(client.as({ user: node, privateKey, clock }), node, curvePublicKey);
    return usable(config, asker, serverKeys);
  };
}

function usable(config: NodeConfig, asker: Asker, serverKeys: Map<string, KeyObject>): Config {
  const sessionKey = decryptSessionKey(config.encodedSessionKey.key, asker.privateKey);
  if (!sessionKey) throw new UnusableConfig(`the session key of ${asker.node} is not encrypted for its key`);
  const { heartbeatAddress, commandAddress, curvePublicKey } = config;
  for (const address of [heartbeatAddress, commandAddress]) {
    if (!ADDRESS.test(address)) throw new UnusableConfig(`nodes cannot connect to the address '${address}'`);
  }
  if (curvePublicKey !== undefined && decodeZ85(curvePublicKey)?.byteLength !== CURVE_KEY_BYTES) {
    throw new UnusableConfig('the CURVE key of the server is none');
  }
  return {
    rules: {
      intervalMs: config.intervalSeconds * 1000,
      offlineThreshold: config.offlineThreshold,
      onlineThreshold: config.onlineThreshold,
      lifetimeMs: config.lifetimeSeconds * 1000,
      serverIncarnation: config.incarnationId,
    },
    heartbeatAddress,
    commandAddress,
    serverKey: serverKey(config.publicKey, serverKeys),
    serverCurveKey: curvePublicKey,
    sessionKey,
    maxSkewMs: config.maxMessageSkewSeconds * 1000,
    maxBodyBytes: config.maxBodyBytes,
  };
}

function serverKey(pem: string, known: Map<string, KeyObject>): KeyObject {
  const found = known.get(pem);
  if (found) return found;
  try {
    const key = createPublicKey(pem);
    known.set(pem, key);
    return key;
  } catch (cause) {
    throw new UnusableConfig('the public key of the server cannot be read', { cause });
  }
}

function offsetClock(clock: Clock, offsetMs: number): Clock {
  return {
    now: () => clock.now() + offsetMs,
    monotonic: () => clock.monotonic(),
    after: (ms, fire) => clock.after(ms, fire),
  };
}
