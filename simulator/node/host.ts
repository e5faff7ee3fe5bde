import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../protocol/time/clock.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { CommandEnded, CommandRequest, How, RunningCommand } from '../commands/command.ts';
import type { FetchConfig } from './config.ts';
import type { NodeSockets } from './node-sockets.ts';

/** What a commit's check gives: the command line to run, or why there is none. */
export interface CommitCheck {
  readonly commandLine: string;
  readonly refusal?: string;
}

/** What a machine can do with commands. */
export interface CommandHost {
  check(order: CommitMessage, by: How['by']): CommitCheck;
  /** Reports the end once, and never before this returns. */
  start(request: CommandRequest, how: How, ended: CommandEnded): RunningCommand;
}

/** Who a virtual node is, and the machine it runs on. */
export interface NodeHost {
  readonly name: string;
  readonly org: string;
  /** Host name that its messages give. */
  readonly hostName: string;
  readonly privateKey: KeyObject;
  readonly seed: string | number;
  readonly clock: Clock;
  readonly sockets: NodeSockets;
  readonly fetchConfig: FetchConfig;
  readonly commands: CommandHost;
  /** The client's own limit for a message, bytes. */
  readonly maxBodyBytes: number;
}
