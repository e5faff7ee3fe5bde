import type { CommitMessage } from '../../protocol/wire/commit.ts';
import { NODE_MESSAGE_TYPES } from '../../simulator/behaviours/reshaping.ts';
import { type CommandOutput, wholeChannel } from '../../simulator/commands/command.ts';
import type { ServerCommand } from '../../simulator/node/incoming.ts';
import type { NodeMessage, NodeMessageType } from '../../simulator/node/planned.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { Patience } from '../gave-up.ts';
import { knownWord, type PlannedReply, REPLIES, type ToldType, type WrittenOutput } from './replies.ts';
import { type ToldMessage, ToldMessages } from './told-messages.ts';
import { ToldRule } from './told-rule.ts';

/** What a message is about, where it is not plain. */
export interface SaidAbout extends WrittenOutput {
  /** The job that the node was told of last, where it is left out. */
  readonly jobId?: string;
}

/**
 * A node that says of jobs what a test has it say, and nothing else. It heartbeats by itself, and answers `abort` unless it
 * has a rule for that. `FleetOfServer.byHand` makes one.
 */
export class NodeByHand {
  /** To be crashed, restarted, frozen, thawed or reconnected. */
  readonly node: VirtualNode;
  readonly #told: ToldMessages;
  readonly #replies = new Map<ToldType, PlannedReply>();
  readonly #leaveAbort: () => void;
  #jobId: string | undefined;
  #commit: CommitMessage | undefined;

  /** @param leaveAbort has the node not answer `abort` by itself any more */
  constructor(node: VirtualNode, leaveAbort: () => void) {
    this.node = node;
    this.#told = new ToldMessages(node.name);
    this.#leaveAbort = leaveAbort;
  }

  get name(): string {
    return this.node.name;
  }

  /** What it is to do when it is told this, each time from now on. @throws TypeError for what no node is told */
  on<Told extends ToldType>(told: Told): ToldRule<Told> {
    knownWord(REPLIES, told, 'message to a node');
    return new ToldRule(told, (reply) => this.#rule(told, reply));
  }

  /**
   * Says this at once, whatever it was told: wrong answers too.
   * @throws Error where it has no connection, or was told of no job and none is named; TypeError for no message of a node
   */
  say(message: NodeMessageType, about: SaidAbout = {}): void {
    knownWord(SAID, message, 'message of a node');
    if (this.node.status.life !== 'connected') {
      throw new Error(
        `${this.name} cannot say ${message}: it has no connection (its process is ${this.node.status.life})`,
      );
    }
    this.node.perform({ type: 'send', content: this.#content(message, about) });
  }

  /**
   * What it is told next of this type: each message is given out once, the oldest first, also one that has come already.
   * @throws GaveUp with what it was told; TypeError for what no node is told
   */
  async next<Told extends ToldType>(told: Told, patience: Patience = {}): Promise<ToldMessage<Told>> {
    knownWord(REPLIES, told, 'message to a node');
    return await this.#told.next(told, patience);
  }

  /** The server has told it this; the fleet says so. */
  told(message: ServerCommand): void {
    if (message.type === 'ack') return;
    if (message.type === 'commit') this.#commit = message;
    if (message.type !== 'abort') this.#jobId = message.jobId;
    this.#told.add(message);
    const reply = this.#replies.get(message.type);
    if (reply === undefined) return;
    const jobId = message.type === 'abort' ? undefined : message.jobId;
    // the node itself is yet to take in what it was told
    queueMicrotask(() => this.#give(reply, jobId));
  }

  /** It is by hand no more; the fleet says so. @param why as whoever waits is told */
  letGo(why: string): void {
    this.#replies.clear();
    this.#told.close(why);
  }

  #rule(told: ToldType, reply: PlannedReply | undefined): void {
    if (reply === undefined) this.#replies.delete(told);
    else this.#replies.set(told, reply);
    if (told === 'abort') this.#leaveAbort();
  }

  #give({ messages, afterMs, output }: PlannedReply, jobId: string | undefined): void {
    const about = { ...output, ...(jobId !== undefined && { jobId }) };
    for (const [index, message] of messages.entries()) {
      const delayMs = index === messages.length - 1 ? afterMs : 0;
      this.node.perform({ type: 'send', content: this.#content(message, about), delayMs });
    }
  }

  #content(type: NodeMessageType, about: SaidAbout): NodeMessage {
    if (type === 'heartbeat') return { type, jobState: 'idle', jobId: null };
    // an idle client says so of no job
    if (type === 'aborted') return { type, jobId: about.jobId ?? null };
    const jobId = about.jobId ?? this.#jobId;
    if (jobId === undefined) {
      throw new Error(
        `${this.name} has received no job that it could answer with ${type}; give its id: { jobId }`,
      );
    }
    if (type !== 'succeeded' && type !== 'failed') return { type, jobId };
    const output = this.#output(jobId, about);
    return output === undefined ? { type, jobId } : { type, jobId, output };
  }

  /** Both channels or neither, as clients send them: where there is something to send, or the job captures. Source: protocol §4. */
  #output(jobId: string, { stdout, stderr }: WrittenOutput): CommandOutput | undefined {
    const captures = this.#commit?.jobId === jobId && this.#commit.capture;
    if (stdout === undefined && stderr === undefined && !captures) return undefined;
    return { stdout: wholeChannel(stdout ?? ''), stderr: wholeChannel(stderr ?? '') };
  }
}

const SAID = Object.fromEntries(NODE_MESSAGE_TYPES.map((type) => [type, type]));
