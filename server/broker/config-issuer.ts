import type { NodeConfig } from '../../protocol/wire/config.ts';
import type { ServerTimings } from '../settings.ts';
import type { Admissions } from './admissions.ts';
import type { ServerKeys } from './server-keys.ts';
import type { SessionKeys } from './session-keys.ts';

/** The configuration of a node, with the session key that is still to be encrypted for whoever asked. */
export type IssuedConfig = Omit<NodeConfig, 'encodedSessionKey'> & { readonly sessionKey: Buffer };

/** Makes what `GET config/NODE` answers. Source: protocol §3. */
export interface ConfigIssuer {
  /** With CURVE off, `ccpk` is not required and no key is admitted. */
  readonly curveEnabled: boolean;
  /**
   * The configuration of a node whose request is verified and permitted; the CURVE key it came with
   * (Z85, 40 characters, known to decode) is admitted to the command socket.
   */
  issue(org: string, node: string, curvePublicKey?: string): Promise<IssuedConfig>;
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
  readonly sessionKeys: SessionKeys;
  readonly admissions: Pick<Admissions, 'admit'>;
}

export function createConfigIssuer(options: ConfigIssuerOptions): ConfigIssuer {
  const { timings, heartbeatKey, curvePublicKey: serverKey, sessionKeys, admissions } = options;
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
    issue: async (org, node, curvePublicKey) => {
      const { publicPem } = await heartbeatKey();
      if (serverKey !== undefined && curvePublicKey !== undefined)
        admissions.admit(org, node, curvePublicKey);
      return { ...shared, publicKey: publicPem, org, node, sessionKey: sessionKeys.of(org, node) };
    },
  };
}
