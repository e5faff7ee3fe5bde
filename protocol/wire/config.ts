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

/** Reads a config response, as `JSON.parse` gave it. Fields that are not known are ignored. */
export function parseConfig(body: unknown): Parsed<NodeConfig, 'bad_field'> {
  if (!isFields(body) || body.type !== 'config') return refused('bad_field');
  const { host, node, push_jobs: pushJobs, encoded_session_key: sessionKey } = body;
  if (!isFields(pushJobs) || !isFields(pushJobs.heartbeat) || !isFields(sessionKey))
    return refused('bad_field');
  const { heartbeat } = pushJobs;

  const org = body.organization;
  const heartbeatAddress = heartbeat.out_addr;
  const commandAddress = heartbeat.command_addr;
  const publicKey = body.public_key;
  const curvePublicKey = body.curve_public_key;
  const incarnationId = body.incarnation_id;
  const { method, key } = sessionKey;
  if (!isName(host) || !isName(node) || !isName(org)) return refused('bad_field');
  if (!isName(heartbeatAddress) || !isName(commandAddress)) return refused('bad_field');
  if (!isName(publicKey) || !isName(incarnationId)) return refused('bad_field');
  if (curvePublicKey !== undefined && !isName(curvePublicKey)) return refused('bad_field');
  if (method !== 'hmac_sha256' || !isName(key)) return refused('bad_field');

  const intervalSeconds = heartbeat.interval;
  const offlineThreshold = heartbeat.offline_threshold;
  const onlineThreshold = heartbeat.online_threshold;
  const lifetimeSeconds = body.lifetime;
  const maxMessageSkewSeconds = body.max_message_skew;
  const maxBodyBytes = body.max_body_size;
  if (!isAmount(intervalSeconds) || intervalSeconds === 0) return refused('bad_field');
  if (!isAmount(offlineThreshold) || !isAmount(onlineThreshold)) return refused('bad_field');
  if (!isAmount(lifetimeSeconds) || !isAmount(maxMessageSkewSeconds) || !isAmount(maxBodyBytes)) {
    return refused('bad_field');
  }
  return parsed({
    host,
    node,
    org,
    heartbeatAddress,
    commandAddress,
    intervalSeconds,
    offlineThreshold,
    onlineThreshold,
    publicKey,
    ...(curvePublicKey !== undefined && { curvePublicKey }),
    encodedSessionKey: { method, key },
    lifetimeSeconds,
    maxMessageSkewSeconds,
    maxBodyBytes,
    incarnationId,
  });
}

/** A config in wire spelling, to be given out as JSON. */
export function formatConfig(config: NodeConfig): Readonly<Record<string, unknown>> {
  return {
    type: 'config',
    host: config.host,
    node: config.node,
    organization: config.org,
    push_jobs: {
      heartbeat: {
        out_addr: config.heartbeatAddress,
        command_addr: config.commandAddress,
        interval: config.intervalSeconds,
        offline_threshold: config.offlineThreshold,
        online_threshold: config.onlineThreshold,
      },
    },
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
