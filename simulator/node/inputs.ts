import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { CommandResult } from '../commands/command.ts';
import type { NodeRules } from './state.ts';

/**
 * The node's own timers. `interval`: its heartbeat is due. `round`: a round of the poll loop ends. `lifetime`: its
 * config has expired. `settle`: the random wait after a new server incarnation is over. `retry`: a config request is
 * tried again. `return`: a process that went away starts again. A behaviour adds its own under `behaviour:NAME`.
 */
export type TimerName =
  | 'interval'
  | 'round'
  | 'lifetime'
  | 'settle'
  | 'retry'
  | 'return'
  | `behaviour:${string}`;

/** What happens to a virtual node. */
export type VirtualNodeInput =
  | { readonly type: 'born' }
  /** The process is gone, without a word; it starts again by itself after a time, where one is given. */
  | { readonly type: 'died'; readonly returnsAfterMs?: number }
  | { readonly type: 'configured'; readonly rules: NodeRules }
  | { readonly type: 'configFailed' }
  /** The network is back or has changed: the sockets are opened anew. */
  | { readonly type: 'networkChanged' }
  | { readonly type: 'serverHeartbeat'; readonly incarnationId: string }
  | { readonly type: 'commit'; readonly order: CommitMessage }
  /** The commit in hand was looked at; `refusal` says why it cannot be accepted. */
  | {
      readonly type: 'commitChecked';
      readonly order: CommitMessage;
      readonly commandLine: string;
      readonly refusal?: string;
    }
  | { readonly type: 'run'; readonly jobId: string }
  | { readonly type: 'abort' }
  | { readonly type: 'ack' }
  | { readonly type: 'commandEnded'; readonly jobId: string; readonly result: CommandResult }
  | { readonly type: 'timer'; readonly timer: TimerName };

export type NodeInputType = VirtualNodeInput['type'];
