import { randomBytes } from 'node:crypto';
import type { NodeConfig } from '../../protocol/wire/config.ts';
import type { ServerTimings } from '../settings.ts';
import type { ConfigRequest, Entry, LetIn } from './entry.ts';
import type { ServerKeys } from './server-keys.ts';
import { SESSION_KEY_BYTES } from './session-keys.ts';

/** The configuration of a node, with the session key that is still to be encrypted for whoever asked. */
export type IssuedConfig = Omit<NodeConfig, 'encodedSessionKey'> & { readonly sessionKey: Buffer };

/** Makes what `GET config/NODE` answers. Source: protocol §3. */
export interface ConfigIssuer {
  /** With CURVE off, `ccpk` is not required and no key is admitted. */
  readonly curveEnabled: boolean;
  /** The configuration of a node with a session key that opens nothing: for somebody who is not the node. */
  describe(org: string, node: string): Promise<IssuedConfig>;
  /** Lets a node in whose request is verified and permitted. */
  letIn(org: string, node: string, request: ConfigRequest): LetIn;
}

/** Where nodes find the server. */
export interface Addresses {
  readonly host: string;
  /** `tcp://HOST:PORT`, as the next. */
  readonly heartbeatAddress: string;
  readonly commandAddress: string;
}

export interface ConfigIssuerOptions {
  readonly addresses: Addresses;
  readonly timings: Pick<
    ServerTimings,
    | 'heartbeatIntervalMs'
    | 'offlineThreshold'
    | 'onlineThreshold'
    | 'configLifetimeSeconds'
    | 'maxMessageSkewSeconds'
    | 'maxBodyBytes'
  >;
  readonly heartbeatKey: ServerKeys['heartbeat'];
  /** Z85; undefined with CURVE off. */
  readonly curvePublicKey: string | undefined;
  readonly incarnationId: string;
  readonly entry: Pick<Entry, 'letIn'>;
}

export function createConfigIssuer(options: ConfigIssuerOptions): ConfigIssuer {
  const { timings, heartbeatKey, curvePublicKey: serverKey, entry } = options;
  const shared = {
    ...options.addresses,
    intervalSeconds: timings.heartbeatIntervalMs / 1_000,
    offlineThreshold: timings.offlineThreshold,
    onlineThreshold: timings.onlineThreshold,
    ...(serverKey !== undefined && { curvePublicKey: serverKey }),
    lifetimeSeconds: timings.configLifetimeSeconds,
    maxMessageSkewSeconds: timings.maxMessageSkewSeconds,
    maxBodyBytes: timings.maxBodyBytes,
    incarnationId: options.incarnationId,
  };
  return {
    curveEnabled: serverKey !== undefined,
    describe: async (org, node) => {
      const { publicPem } = await heartbeatKey();
      return { ...shared, publicKey: publicPem, org, node, sessionKey: randomBytes(SESSION_KEY_BYTES) };
    },
    letIn: (org, node, request) => entry.letIn(org, node, request),
  };
}
