import { isFields, isName } from './fields.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

/** What a node is told before it connects. Source: protocol §3. */
export interface NodeConfig {
  readonly host: string;
  readonly node: string;
  readonly org: string;
  /** ZeroMQ address of the server's heartbeats, `tcp://HOST:PORT`. */
  readonly heartbeatAddress: string;
  /** ZeroMQ address of the encrypted command socket. */
  readonly commandAddress: string;
  readonly intervalSeconds: number;
  /** A server silent for more than this many intervals is offline. */
  readonly offlineThreshold: number;
  /** More than this many heartbeats later it is online again. */
  readonly onlineThreshold: number;
  /** The server's RSA key, SPKI PEM: it signs the heartbeats. */
  readonly publicKey: string;
  /** Z85; absent where CURVE is switched off. */
  readonly curvePublicKey?: string;
  readonly encodedSessionKey: { readonly method: 'hmac_sha256'; readonly key: string };
  /** The config is to be fetched anew after this long. */
  readonly lifetimeSeconds: number;
  readonly maxMessageSkewSeconds: number;
  readonly maxBodyBytes: number;
  readonly incarnationId: string;
}

/** A config response as it travels, as far as nodes read it. */
interface WireConfig {
  readonly host: string;
  readonly node: string;
  readonly organization: string;
  readonly push_jobs: {
    readonly heartbeat: {
      readonly out_addr: string;
      readonly command_addr: string;
      readonly interval: number;
      readonly offline_threshold: number;
      readonly online_threshold: number;
    };
  };
  readonly public_key: string;
  readonly curve_public_key?: string;
  readonly encoded_session_key: NodeConfig['encodedSessionKey'];
  readonly lifetime: number;
  readonly max_message_skew: number;
  readonly max_body_size: number;
  readonly incarnation_id: string;
}

/** Every field that is read, by its place in the response, and what it has to be. Source: protocol §3. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  type: (value) => value === 'config',
  host: isName,
  node: isName,
  organization: isName,
  'push_jobs.heartbeat.out_addr': isName,
  'push_jobs.heartbeat.command_addr': isName,
  'push_jobs.heartbeat.interval': (value) => isAmount(value) && value > 0,
  'push_jobs.heartbeat.offline_threshold': isAmount,
  'push_jobs.heartbeat.online_threshold': isAmount,
  public_key: isName,
  curve_public_key: (value) => value === undefined || isName(value),
  'encoded_session_key.method': (value) => value === 'hmac_sha256',
  'encoded_session_key.key': isName,
  lifetime: isAmount,
  max_message_skew: isAmount,
  max_body_size: isAmount,
  incarnation_id: isName,
};

/**
 * Reads a config response, as `JSON.parse` gave it. Fields that are not known are ignored. The reason of a refusal is the
 * place of the first field that is missing or wrong: `push_jobs.heartbeat.interval`.
 */
export function parseConfig(body: unknown): Parsed<NodeConfig, string> {
  const wrong = Object.entries(FIELDS).find(([place, isRight]) => !isRight(valueAt(body, place)));
  if (wrong !== undefined) return refused(wrong[0]);
  const wire = body as WireConfig;
  const { heartbeat } = wire.push_jobs;
  return parsed({
    host: wire.host,
    node: wire.node,
    org: wire.organization,
    heartbeatAddress: heartbeat.out_addr,
    commandAddress: heartbeat.command_addr,
    intervalSeconds: heartbeat.interval,
    offlineThreshold: heartbeat.offline_threshold,
    onlineThreshold: heartbeat.online_threshold,
    publicKey: wire.public_key,
    ...(wire.curve_public_key !== undefined && { curvePublicKey: wire.curve_public_key }),
    encodedSessionKey: { method: wire.encoded_session_key.method, key: wire.encoded_session_key.key },
    lifetimeSeconds: wire.lifetime,
    maxMessageSkewSeconds: wire.max_message_skew,
    maxBodyBytes: wire.max_body_size,
    incarnationId: wire.incarnation_id,
  });
}

function valueAt(body: unknown, place: string): unknown {
  let value = body;
  for (const name of place.split('.')) {
    if (!isFields(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** A config in wire spelling, to be given out as JSON; its keys in the shipped server's order. */
export function formatConfig(config: NodeConfig): Readonly<Record<string, unknown>> {
  return {
    type: 'config',
    host: config.host,
    push_jobs: {
      heartbeat: {
        out_addr: config.heartbeatAddress,
        command_addr: config.commandAddress,
        interval: config.intervalSeconds,
        offline_threshold: config.offlineThreshold,
        online_threshold: config.onlineThreshold,
      },
    },
    node: config.node,
    organization: config.org,
    public_key: config.publicKey,
    ...(config.curvePublicKey !== undefined && { curve_public_key: config.curvePublicKey }),
    encoded_session_key: config.encodedSessionKey,
    lifetime: config.lifetimeSeconds,
    max_message_skew: config.maxMessageSkewSeconds,
    max_body_size: config.maxBodyBytes,
    incarnation_id: config.incarnationId,
  };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
