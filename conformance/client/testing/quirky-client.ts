import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import { systemClock } from '../../../protocol/time/clock.ts';
import { formatHttpDate, parseHttpDate } from '../../../protocol/time/dates.ts';
import { parseHeader } from '../../../protocol/wire/header.ts';
import { signHmacMessage, verifyHmac } from '../../../protocol/wire/signature.ts';
import { applyBehaviours, chooseBehaviours } from '../../../simulator/behaviours/choose.ts';
import { JobFiles } from '../../../simulator/commands/job-files.ts';
import { NodeCommands } from '../../../simulator/commands/node-commands.ts';
import { ProcessRunner } from '../../../simulator/commands/real-process.ts';
import { configFetcher } from '../../../simulator/fleet/fetch-config.ts';
import { FleetEvents } from '../../../simulator/fleet/fleet-events.ts';
import type { Config } from '../../../simulator/node/config.ts';
import type { NodeSockets } from '../../../simulator/node/node-sockets.ts';
import { VirtualNode } from '../../../simulator/node/virtual-node.ts';
import { ZmqSockets } from '../../../simulator/node/zmq-sockets.ts';
import { VARIABLES } from '../testbed/environment.ts';

/**
 * Our own node with the ways that its words name: quirks of the shipped client, each alone, and faults that no client is to
 * have. Without any it has no quirk at all, `replays` included, which ours has. A process of its own, started by tests.
 */
const ways = new Set(process.argv.slice(2));
const env = (name: keyof typeof VARIABLES): string => process.env[VARIABLES[name]] ?? '';

const MAX_BODY_BYTES = 65_536;
const LOOKS_EVERY_MS = 5_000;
/** Before each command: whoever is on the machine may read the file that came with the job. */
const LETS_READ = '[ -z "$CHEF_PUSH_JOB_FILE" ] || chmod 0644 "$CHEF_PUSH_JOB_FILE"';
/** The node draws the moment from the last tenth of a configuration's life. */
const EARLIEST_SHARE = 0.9;

let config: Config | undefined;
let lastSequence = -1;

/** The frames as they reach the node; undefined where they do not. What its server did not sign is left to the node. */
function heard(frames: readonly Buffer[]): readonly Buffer[] | undefined {
  const [header = Buffer.of(), body = Buffer.of()] = frames;
  const signed = parseHeader(header);
  if (config === undefined || !signed.ok || !verifyHmac(body, config.sessionKey, signed.value.signature))
    return frames;
  const text = body.toString();
  if (ways.has('ends-at-conform-fail') && text.includes('"conform fail"')) process.exit(7);
  if (ways.has('refuses-long-commits') && text.length > MAX_BODY_BYTES) return undefined;
  const { sequence, timestamp } = fieldsOf(text);
  if (sequence === undefined || timestamp === undefined) return frames;
  const isReplay = sequence <= lastSequence;
  lastSequence = Math.max(sequence, lastSequence);
  if (isReplay && !ways.has('replays')) return undefined;
  const ageMs = systemClock.now() - (parseHttpDate(timestamp) ?? Number.NaN);
  if (!ways.has('old-timestamps') || ageMs < config.maxSkewMs) return frames;
  // as a client takes it that does not look: the same message, of now
  const ofNow = text.replace(timestamp, formatHttpDate(systemClock.now()));
  return signHmacMessage(ofNow, config.sessionKey).map((frame) => Buffer.from(frame));
}

function fieldsOf(text: string): { readonly sequence?: number; readonly timestamp?: string } {
  const sequence = /"sequence":(\d+)/.exec(text)?.[1];
  const timestamp = /"timestamp":"([^"]*)"/.exec(text)?.[1];
  return { ...(sequence !== undefined && { sequence: Number(sequence) }), ...(timestamp && { timestamp }) };
}

const privateKeyPem = readFileSync(env('keyFile'), 'utf8');
const privateKey = createPrivateKey(privateKeyPem);
const zmq = new ZmqSockets(1);
const sockets: NodeSockets = {
  heartbeats: (address) => zmq.heartbeats(address),
  openCommands(options) {
    lastSequence = -1;
    const message = (frames: readonly Buffer[], from: Parameters<typeof options.listener.message>[1]) => {
      const left = frames.length === 2 ? heard(frames) : frames;
      if (left !== undefined) options.listener.message(left, from);
    };
    return zmq.openCommands({ ...options, listener: { message } });
  },
};

const [serverUrl, org, user] = [env('serverUrl'), env('org'), env('node')];
const fetchConfig = configFetcher(new RestClient({ serverUrl, org, user, privateKey }));
const whitelist = Object.entries(JSON.parse(readFileSync(env('whitelistFile'), 'utf8')) as object).map(
  ([match, run]) => ({ match, run: ways.has('world-readable-file') ? `${LETS_READ}; ${run}` : String(run) }),
);
const processes = new ProcessRunner({
  clock: systemClock,
  files: new JobFiles(systemClock, env('workDir')),
  concurrency: 1,
  maxOutputBytes: MAX_BODY_BYTES,
  overwritableEnv: undefined,
});
const stuck = ways.has('stuck-in-flight') ? ['stuck-in-flight'] : [];
const node = new VirtualNode({
  host: {
    name: user,
    org,
    hostName: user,
    privateKey,
    seed: 1,
    clock: systemClock,
    sockets,
    async fetchConfig(asker) {
      config = await fetchConfig(asker);
      if (!ways.has('deadline-every-5s')) return config;
      const lifetimeMs =
        (Math.ceil(config.rules.lifetimeMs / LOOKS_EVERY_MS) * LOOKS_EVERY_MS) / EARLIEST_SHARE;
      return { ...config, rules: { ...config.rules, lifetimeMs } };
    },
    commands: new NodeCommands(systemClock, processes, whitelist),
    maxBodyBytes: MAX_BODY_BYTES,
  },
  observer: new FleetEvents(),
  behaviours: applyBehaviours(chooseBehaviours(['exec', ...stuck]), 1, user),
  journalCapacity: 0,
});
node.start();
