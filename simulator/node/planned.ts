import type { AnswerType, HeartbeatState } from '../../protocol/wire/client-message.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { CommandOutput, How } from '../commands/command.ts';
import type { Damage } from './damage.ts';
import type { TimerName, VirtualNodeInput } from './inputs.ts';

/** What a node says, before it is put into an envelope and signed. */
export type NodeMessage =
  | { readonly type: 'heartbeat'; readonly jobState: HeartbeatState; readonly jobId: string | null }
  | { readonly type: AnswerType; readonly jobId: string | null }
  | { readonly type: 'succeeded' | 'failed'; readonly jobId: string; readonly output?: CommandOutput };
export type NodeMessageType = NodeMessage['type'];

/** Values that stand in a message instead of the true ones. */
export interface Forgery {
  readonly node?: string;
  readonly org?: string;
  /** Any word, known to the protocol or not. */
  readonly type?: string;
  readonly jobId?: string | null;
  readonly incarnationId?: string;
  readonly sequence?: number;
  /** Added to the timestamp, milliseconds. */
  readonly timestampByMs?: number;
}

/** A message on its way out. */
export interface Send {
  readonly type: 'send';
  readonly content: NodeMessage;
  readonly forged?: Forgery;
  readonly damage?: Damage;
  readonly delayMs?: number;
}

/** The command of a job is started. */
export interface RunCommand {
  readonly type: 'runCommand';
  readonly order: CommitMessage;
  readonly commandLine: string;
  readonly how: How;
  readonly delayMs?: number;
}

/** A commit is looked at: whitelist, user, directory, file. `refusal` settles it beforehand. */
export interface CheckCommit {
  readonly type: 'checkCommit';
  readonly order: CommitMessage;
  /** Whose users and directories count: none for a scripted command, this machine's for a real one. */
  readonly by: How['by'];
  readonly refusal?: string;
  readonly delayMs?: number;
}

/** A timer of the node; the moment is drawn from the range. One of the same name that still runs is replaced. */
export interface StartTimer {
  readonly type: 'startTimer';
  readonly timer: TimerName;
  readonly betweenMs: readonly [least: number, most: number];
  readonly delayMs?: number;
}

/** The config is asked for, and what it says is done from then on. */
interface Configure {
  readonly type: 'configure';
  /** As a client that cannot encrypt: without a key, and its connection is not encrypted, whatever the config says. */
  readonly unencrypted?: true;
  readonly delayMs?: number;
}

/**
 * What needs no more words. `newIncarnation`: a process starts, under a new id and with a new CURVE key pair.
 * `openSockets`: with the newest config, in place of those that are open.
 * `stopTimers`: nothing that was put off happens any more.
 */
interface Plain {
  readonly type: 'newIncarnation' | 'openSockets' | 'closeSockets' | 'stopTimers';
  readonly delayMs?: number;
}

/** The command of a job ends, with all its children. */
interface KillCommand {
  readonly type: 'killCommand';
  readonly jobId: string;
  readonly delayMs?: number;
}

/** The process ends at once, without a word. */
interface Die {
  readonly type: 'die';
  readonly returnsAfterMs?: number;
  readonly delayMs?: number;
}

/** The node's wall clock is off by so much from now on, as long as it lives. */
interface SkewClock {
  readonly type: 'skewClock';
  readonly byMs: number;
  readonly delayMs?: number;
}

/** The process stands still as if stopped by a signal: its connections stay, it hears and says nothing. */
interface Freeze {
  readonly type: 'freeze';
  /** Until told otherwise where none is given. */
  readonly forMs?: number;
  readonly delayMs?: number;
}

/** An input reaches the node after all, or once more: a behaviour has put it off. */
interface Arrive {
  readonly type: 'arrive';
  readonly input: VirtualNodeInput;
  /** So many of the node's behaviours have heard it. */
  readonly heardBy: number;
  readonly delayMs?: number;
}

/** What a node is about to do. `delayMs` puts it off; what was put off does not outlive the process. */
export type VirtualNodeEffect =
  | Send
  | RunCommand
  | CheckCommit
  | StartTimer
  | Configure
  | Plain
  | KillCommand
  | Die
  | SkewClock
  | Freeze
  | Arrive;
