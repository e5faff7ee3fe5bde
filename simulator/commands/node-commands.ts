import type { Clock } from '../../protocol/time/clock.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { CommandHost, CommitCheck } from '../node/host.ts';
import type { CommandEnded, CommandRequest, How, RunningCommand } from './command.ts';
import { checkOrder, refusalOfMachine } from './commit-check.ts';
import type { ProcessRunner } from './real-process.ts';
import { startScripted } from './scripted.ts';
import type { WhitelistRule } from './whitelist.ts';

/** What a node can do with commands: pretend them, and run them for real. */
export class NodeCommands implements CommandHost {
  readonly #clock: Clock;
  readonly #processes: ProcessRunner;
  readonly #whitelist: readonly WhitelistRule[] | undefined;

  /** @param whitelist undefined allows every command */
  constructor(clock: Clock, processes: ProcessRunner, whitelist: readonly WhitelistRule[] | undefined) {
    this.#clock = clock;
    this.#processes = processes;
    this.#whitelist = whitelist;
  }

  check(order: CommitMessage, by: How['by']): CommitCheck {
    const check = checkOrder(order, this.#whitelist);
    if (check.refusal !== undefined || by === 'script') return check;
    const refusal = refusalOfMachine(order);
    return refusal === undefined ? check : { commandLine: '', refusal };
  }

  start(request: CommandRequest, how: How, ended: CommandEnded): RunningCommand {
    return how.by === 'script'
      ? startScripted(this.#clock, request, how, ended)
      : this.#processes.start(request, ended);
  }
}
