import { randomBytes } from 'node:crypto';
import type { NodeConfig } from '../../../protocol/wire/config.ts';
import type { ServerTimings } from '../../settings.ts';
import type { ServerKeys } from '../server-keys.ts';
import type { ConfigRequest, Entry, LetIn } from './entry.ts';
import { SESSION_KEY_BYTES } from './session-keys.ts';

/** The configuration of a node, with the session key that is still to be encrypted for whoever asked. */
export type IssuedConfig = Omit<NodeConfig, 'encodedSessionKey'> & { readonly sessionKey: Buffer };

/** Makes what `GET config/NODE` answers. Source: protocol §3. */
export interface ConfigIssuer {
  /** With CURVE off, `ccpk` is not required and no key is admitted. */
  readonly curveEnabled: boolean;
  /** Nodes that bring no key are let in too, at ports of their own. */
  readonly takesUnencrypted: boolean;
  /**
   * The configuration of a node with a session key that opens nothing: for somebody who is not the node.
   * @param isEncrypted false: of one that brings no key, where it may
   */
  describe(org: string, node: string, isEncrypted: boolean): Promise<IssuedConfig>;
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
  /** Where nodes connect that bring no key; undefined where none is taken beside those that encrypt. */
  readonly unencrypted: Addresses | undefined;
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
  const { timings, heartbeatKey, curvePublicKey: serverKey, entry, addresses, unencrypted } = options;
  const shared = {
    intervalSeconds: timings.heartbeatIntervalMs / 1_000,
    offlineThreshold: timings.offlineThreshold,
    onlineThreshold: timings.onlineThreshold,
    lifetimeSeconds: timings.configLifetimeSeconds,
    maxMessageSkewSeconds: timings.maxMessageSkewSeconds,
    maxBodyBytes: timings.maxBodyBytes,
    incarnationId: options.incarnationId,
  };
  const usual = { ...addresses, ...(serverKey !== undefined && { curvePublicKey: serverKey }) };
  return {
    curveEnabled: serverKey !== undefined,
    takesUnencrypted: unencrypted !== undefined,
    describe: async (org, node, isEncrypted) => {
      const { publicPem } = await heartbeatKey();
      const ways = isEncrypted ? usual : (unencrypted ?? usual);
      return {
        ...ways,
        ...shared,
        publicKey: publicPem,
        org,
        node,
        sessionKey: randomBytes(SESSION_KEY_BYTES),
      };
    },
    letIn: (org, node, request) => entry.letIn(org, node, request),
  };
}
