import { createPublicKey, type KeyObject } from 'node:crypto';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { Frames } from '../../protocol/wire/frames.ts';
import { formatServerMessage, type ServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';
import { applyBehaviours, type BehaviourChoice, chooseBehaviours } from '../behaviours/choose.ts';
import type { CommandEnded, CommandRequest, How, RunningCommand, Script } from '../commands/command.ts';
import { checkOrder } from '../commands/commit-check.ts';
import { startScripted } from '../commands/scripted.ts';
import { FleetEvents } from '../fleet/fleet-events.ts';
import type { Asker, Config } from '../node/config.ts';
import type { NodeHost } from '../node/host.ts';
import { SCRIPT } from '../node/job.ts';
import type {
  CommandChannel,
  CommandChannelOptions,
  CommandListener,
  HeartbeatListener,
} from '../node/node-sockets.ts';
import type { NodeRules } from '../node/state.ts';
import { VirtualNode } from '../node/virtual-node.ts';
import { throwAwayKey } from './throw-away-key.ts';

const KEY = throwAwayKey();
const SESSION_KEY = Buffer.alloc(32, 7);

export const INTERVAL_MS = 10_000;
export const LIFETIME_MS = 3_600_000;
export const RULES: NodeRules = {
  intervalMs: INTERVAL_MS,
  offlineThreshold: 3,
  onlineThreshold: 2,
  lifetimeMs: LIFETIME_MS,
  serverIncarnation: 'server-1',
};

/** A commit as a server sends it. */
export function commitOf(changes: Partial<CommitMessage> = {}): CommitMessage {
  return { type: 'commit', jobId: 'job-1', server: 's', command: 'true', capture: false, ...changes };
}

/** What a node sent: the fields of the body where it is JSON. */
export type SentFields = Readonly<Record<string, unknown>> & { readonly type?: unknown };

/**
 * One virtual node on a simulated clock, its sockets replaced by lists and its config by an answer that is given when
 * the test says so.
 */
export class LoneNode {
  readonly clock = new SimulatedClock();
  readonly events = new FleetEvents();
  readonly node: VirtualNode;
  /** Every message, oldest first, as frames. */
  readonly frames: Frames[] = [];
  /** Every question for a config that waits for its answer. */
  readonly asked: Asker[] = [];
  readonly ran: { readonly request: CommandRequest; readonly how: How }[] = [];
  readonly killed: string[] = [];
  /** How long a command takes that is run for real. */
  realCommandMs = 100;
  /** Command sockets that were opened, closed ones too. */
  opened = 0;
  /** The server's CURVE key in its configuration. */
  serverCurveKey: string | undefined;
  /** Those that command sockets were opened with. */
  readonly openedWith: (string | undefined)[] = [];
  openNow = 0;
  reopenedHeartbeats = 0;
  serverIncarnation = 'server-1';
  #answers: { resolve: (config: Config) => void; reject: (error: Error) => void }[] = [];
  #channel: CommandChannel | undefined;
  #commands: CommandListener | undefined;
  readonly #listeners = new Set<HeartbeatListener>();
  #sequence = 0;

  constructor(behaviours: readonly BehaviourChoice[] = [], journalCapacity = 0) {
    const host: NodeHost = {
      name: 'web1',
      org: 'dev',
      hostName: 'web1.example.com',
      privateKey: KEY.privateKey,
      seed: 1,
      clock: this.clock,
      maxBodyBytes: 63_000,
      sockets: {
        openCommands: (options) => this.#open(options),
        heartbeats: () => ({
          listen: (_key, listener) => {
            this.#listeners.add(listener);
            return () => this.#listeners.delete(listener);
          },
          reopen: () => {
            this.reopenedHeartbeats += 1;
          },
        }),
      },
      fetchConfig: (asker) => {
        this.asked.push(asker);
        return new Promise((resolve, reject) => this.#answers.push({ resolve, reject }));
      },
      commands: {
        check: (order, by) => ({ ...checkOrder(order, undefined), commandLine: `${by}: ${order.command}` }),
        start: (request, how, ended) => this.#run(request, how, ended),
      },
    };
    const applied = applyBehaviours(chooseBehaviours(behaviours), 1, 'web1');
    this.node = new VirtualNode({ host, observer: this.events, behaviours: applied, journalCapacity });
  }

  /** What was sent, oldest first. */
  get sent(): readonly SentFields[] {
    return this.frames.map((frames) => {
      try {
        return JSON.parse(String(frames[1])) as SentFields;
      } catch {
        // damaged on purpose
        return {};
      }
    });
  }

  /** Types of what was sent, heartbeats left out. */
  get answers(): readonly unknown[] {
    return this.sent.map((message) => message.type).filter((type) => type !== 'heartbeat');
  }

  get heartbeats(): number {
    return this.sent.filter((message) => message.type === 'heartbeat').length;
  }

  forget(): void {
    this.frames.length = 0;
  }

  /** Answers the questions for a config, as a server does that is well. */
  async configure(changes: Partial<NodeRules> = {}): Promise<void> {
    const config: Config = {
      rules: { ...RULES, serverIncarnation: this.serverIncarnation, ...changes },
      heartbeatAddress: 'tcp://127.0.0.1:10000',
      commandAddress: 'tcp://127.0.0.1:10002',
      serverKey: publicKey(),
      serverCurveKey: this.serverCurveKey,
      sessionKey: SESSION_KEY,
      maxSkewMs: 300_000,
      maxBodyBytes: 65_536,
    };
    for (const { resolve } of this.#answers.splice(0)) resolve(config);
    await settled();
  }

  async refuseConfig(): Promise<void> {
    for (const { reject } of this.#answers.splice(0)) reject(new Error('refused'));
    await settled();
  }

  /** Brings it out of rehab, and forgets what it said on the way. */
  async online(): Promise<void> {
    this.node.start();
    await this.configure();
    this.tell({ type: 'abort' });
    this.forget();
  }

  /** A message of the server on the command socket. */
  tell(message: ServerMessage, options: { key?: Buffer; timestampMs?: number } = {}): void {
    const envelope = { sequence: this.#sequence++, timestampMs: options.timestampMs ?? this.clock.now() };
    const [header, body] = signHmacMessage(
      formatServerMessage(message, envelope),
      options.key ?? SESSION_KEY,
    );
    if (this.#channel) this.#commands?.message([Buffer.from(header), Buffer.from(body)], this.#channel);
  }

  /** A heartbeat of the server. */
  beat(timestampMs = this.clock.now()): void {
    const message = {
      type: 'heartbeat',
      server: 's',
      incarnationId: this.serverIncarnation,
      sequence: this.#sequence++,
      timestampMs,
    } as const;
    for (const listener of this.#listeners) listener.heartbeat(message, []);
  }

  /** Time passes with a healthy server: it beats once an interval. */
  pass(ms: number): void {
    for (let left = ms; left > 0; left -= INTERVAL_MS) {
      this.beat();
      this.clock.advance(Math.min(left, INTERVAL_MS));
    }
  }

  #open(options: CommandChannelOptions): CommandChannel {
    this.opened += 1;
    this.openedWith.push(options.serverKey);
    this.openNow += 1;
    this.#commands = options.listener;
    this.#channel = {
      send: (frames) => this.frames.push(frames),
      close: () => {
        this.openNow -= 1;
      },
    };
    return this.#channel;
  }

  #run(request: CommandRequest, how: How, ended: CommandEnded): RunningCommand {
    this.ran.push({ request, how });
    const script: Script = how.by === 'script' ? how : { ...SCRIPT, afterMs: this.realCommandMs };
    const running = startScripted(this.clock, request, script, ended);
    return {
      kill: () => {
        this.killed.push(request.order.jobId);
        running.kill();
      },
    };
  }
}

function publicKey(): KeyObject {
  return createPublicKey(KEY.publicKey);
}

/** Lets promises that have been settled tell so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
