import { randomUUID } from 'node:crypto';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import type { Timer } from '../../protocol/time/clock.ts';
import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { ServerEnvelope } from '../../protocol/wire/server-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';
import type { RunningCommand } from '../commands/command.ts';
import type { Config } from './config.ts';
import { damageBody, damageMessage } from './damage.ts';
import type { NodeHost } from './host.ts';
import { isTimely, parseServerCommand, type ServerCommand, type ServerHeartbeat } from './incoming.ts';
import type { TimerName, VirtualNodeInput } from './inputs.ts';
import type { CommandChannel, CommandListener, HeartbeatListener } from './node-sockets.ts';
import { forge, formatNodeMessage } from './outgoing.ts';
import type { CheckCommit, RunCommand, Send, StartTimer, VirtualNodeEffect } from './planned.ts';
import { Random } from './random.ts';

/** What the effects tell the node. */
export interface EffectsListener {
  /** @param heardBy so many of the node's behaviours have heard it already */
  input(input: VirtualNodeInput, heardBy?: number): void;
  sent(effect: Send): void;
  /** A message whose signature and time are right. */
  received(message: ServerCommand): void;
  refused(reason: RefusalReason): void;
  /** No config, or no connection by it. */
  configFailed(error: unknown): void;
  freeze(forMs: number | undefined): void;
  /** Does it now, or when the process goes on. */
  whenAwake(act: () => void): void;
}

/** A node's hands: the only place of it that knows sockets, timers, keys, and commands. */
export class VirtualNodeEffects implements HeartbeatListener, CommandListener {
  readonly #host: NodeHost;
  readonly #listener: EffectsListener;
  readonly #timers = new Map<TimerName, Timer>();
  #putOff: Map<Timer, VirtualNodeEffect> | undefined;
  readonly #random: Random;
  #incarnationId = '';
  #curveKeys = { publicKey: '', secretKey: '' };
  #clockOffsetMs = 0;
  #sequence = 0;
  #config: Config | undefined;
  #openedWith: Config | undefined;
  #socket: CommandChannel | undefined;
  #stopListening: (() => void) | undefined;
  #command: RunningCommand | undefined;
  /** Another object for each life, so that an answer to an earlier one is told apart. */
  #life = {};

  constructor(host: NodeHost, listener: EffectsListener) {
    this.#host = host;
    this.#listener = listener;
    this.#random = new Random(host.seed, host.name, 'timers');
  }

  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  get incarnationId(): string {
    return this.#incarnationId;
  }

  heartbeat(message: ServerHeartbeat): void {
    if (!this.#isTimely(message)) this.#listener.refused('bad_timestamp');
    else this.#listener.input({ type: 'serverHeartbeat', incarnationId: message.incarnationId });
  }

  refusedHeartbeat(reason: RefusalReason): void {
    this.#listener.refused(reason);
  }

  message(frames: readonly Buffer[], from: CommandChannel): void {
    const config = this.#openedWith;
    if (!config || this.#socket !== from) return;
    const message = parseServerCommand(frames, config.sessionKey);
    if (!message.ok) this.#listener.refused(message.reason);
    else if (!this.#isTimely(message.value)) this.#listener.refused('bad_timestamp');
    else this.#listener.received(message.value);
  }

  /** Does it now, or puts it off as far as the effect says. */
  perform(effect: VirtualNodeEffect): void {
    const { delayMs } = effect;
    if (delayMs === undefined || delayMs <= 0) {
      this.#performNow(effect);
      return;
    }
    const timer = this.#host.clock.after(delayMs, () => {
      this.#putOff?.delete(timer);
      this.#listener.whenAwake(() => this.#performNow(effect));
    });
    this.#putOff ??= new Map();
    this.#putOff.set(timer, effect);
  }

  #performNow(effect: VirtualNodeEffect): void {
    switch (effect.type) {
      case 'send':
        this.#send(effect);
        break;
      case 'newIncarnation':
        this.#beginLife();
        break;
      case 'configure':
        this.#configure(effect.unencrypted === true);
        break;
      case 'openSockets':
        this.#openSockets();
        break;
      case 'closeSockets':
        this.#closeSockets(true);
        break;
      case 'startTimer':
        this.#startTimer(effect);
        break;
      case 'stopTimers':
        this.#stopTimers();
        break;
      case 'checkCommit':
        this.#checkCommit(effect);
        break;
      case 'runCommand':
        this.#runCommand(effect);
        break;
      case 'killCommand':
        this.#killCommand(effect.jobId);
        break;
      case 'die':
        this.#listener.input(
          effect.returnsAfterMs === undefined
            ? { type: 'died' }
            : { type: 'died', returnsAfterMs: effect.returnsAfterMs },
        );
        break;
      case 'skewClock':
        this.#clockOffsetMs = effect.byMs;
        break;
      case 'freeze':
        this.#listener.freeze(effect.forMs);
        break;
      case 'arrive':
        this.#listener.input(effect.input, effect.heardBy);
        break;
    }
  }

  #beginLife(): void {
    this.#life = {};
    this.#incarnationId = randomUUID();
    this.#curveKeys = newCurveKeyPair();
    this.#clockOffsetMs = 0;
    this.#sequence = 0;
    // one of the life before may still be on its way out
    this.#command = undefined;
  }

  #configure(unencrypted: boolean): void {
    const life = this.#life;
    const { name, privateKey, fetchConfig } = this.#host;
    const asker = {
      node: name,
      privateKey,
      curvePublicKey: unencrypted ? undefined : this.#curveKeys.publicKey,
      clockOffsetMs: this.#clockOffsetMs,
    };
    fetchConfig(asker).then(
      (config) => {
        if (this.#life !== life) return;
        this.#config = unencrypted ? { ...config, serverCurveKey: undefined } : config;
        this.#listener.input({ type: 'configured', rules: config.rules });
      },
      (error: unknown) => {
        if (this.#life !== life) return;
        this.#listener.configFailed(error);
        this.#listener.input({ type: 'configFailed' });
      },
    );
  }

  #openSockets(): void {
    const config = this.#config;
    if (!config) throw new Error(`${this.#host.name} has no config to connect with`);
    this.#closeSockets(false);
    const { sockets } = this.#host;
    const heartbeats = sockets.heartbeats(config.heartbeatAddress);
    // without a new config it is the network that is in doubt, the shared socket's too
    if (config === this.#openedWith) heartbeats.reopen();
    this.#openedWith = config;
    this.#stopListening = heartbeats.listen(config.serverKey, this);
    try {
      this.#socket = sockets.openCommands({
        address: config.commandAddress,
        keys: this.#curveKeys,
        serverKey: config.serverCurveKey,
        listener: this,
      });
    } catch (error) {
      // no file descriptor is left, say: nothing will be heard, and so it will configure and connect again
      this.#listener.configFailed(error);
    }
  }

  #closeSockets(lastWords: boolean): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#socket?.close(lastWords);
    this.#socket = undefined;
  }

  #send(effect: Send): void {
    const config = this.#openedWith;
    // a node without a connection talks to nobody
    if (!config || !this.#socket) return;
    const { name, hostName, org, maxBodyBytes } = this.#host;
    const nowMs = this.#now();
    this.#sequence += 1;
    const sender = { node: name, client: hostName, org, incarnationId: this.#incarnationId };
    const limit = Math.min(maxBodyBytes, config.maxBodyBytes);
    let body = formatNodeMessage(effect.content, sender, this.#sequence, nowMs, limit);
    if (effect.forged) body = forge(body, effect.forged, nowMs);
    const [header, signed] = signHmacMessage(damageBody(effect.damage, body), config.sessionKey);
    for (const frames of damageMessage(effect.damage, header, signed)) this.#socket.send(frames);
    this.#listener.sent(effect);
  }

  #startTimer({ timer, betweenMs: [least, most] }: StartTimer): void {
    this.#timers.get(timer)?.cancel();
    const ms = least === most ? most : this.#random.between(least, most);
    const pending = this.#host.clock.after(ms, () => {
      this.#timers.delete(timer);
      this.#listener.input({ type: 'timer', timer });
    });
    this.#timers.set(timer, pending);
  }

  #stopTimers(): void {
    // an answer to a config request that is still on its way is put off, too
    this.#life = {};
    for (const timer of this.#timers.values()) timer.cancel();
    for (const timer of this.#putOff?.keys() ?? []) timer.cancel();
    this.#timers.clear();
    this.#putOff = undefined;
  }

  #checkCommit({ order, by, refusal }: CheckCommit): void {
    const checked =
      refusal === undefined ? this.#host.commands.check(order, by) : { commandLine: '', refusal };
    this.#listener.input({ type: 'commitChecked', order, ...checked });
  }

  #runCommand({ order, commandLine, how }: RunCommand): void {
    const request = { node: this.#host.name, order, commandLine };
    const running = this.#host.commands.start(request, how, (result) => {
      if (this.#command === running) this.#command = undefined;
      this.#listener.input({ type: 'commandEnded', jobId: order.jobId, result });
    });
    this.#command = running;
  }

  #killCommand(jobId: string): void {
    if (this.#command) {
      this.#command.kill();
      return;
    }
    // a behaviour has put it off or left it out: it ends without having begun
    for (const [timer, effect] of this.#putOff ?? []) {
      if (effect.type !== 'runCommand') continue;
      timer.cancel();
      this.#putOff?.delete(timer);
    }
    this.#listener.input({ type: 'commandEnded', jobId, result: { exitCode: null } });
  }

  #isTimely({ timestampMs }: ServerEnvelope): boolean {
    const maxSkewMs = this.#openedWith?.maxSkewMs ?? 0;
    return isTimely(timestampMs, this.#now(), maxSkewMs);
  }

  #now(): number {
    return this.#host.clock.now() + this.#clockOffsetMs;
  }
}
