import type { Clock } from '../../protocol/time/clock.ts';
import {
  type CommandEnded,
  type CommandRequest,
  type RunningCommand,
  type Script,
  wholeChannel,
} from './command.ts';

/** Pretends to run a command: after the script's time it has ended as the script says. */
export function startScripted(
  clock: Clock,
  request: CommandRequest,
  script: Script,
  ended: CommandEnded,
): RunningCommand {
  const { stdout, stderr, exitCode } = script;
  const output = request.order.capture
    ? { output: { stdout: wholeChannel(stdout), stderr: wholeChannel(stderr) } }
    : {};
  let over = false;
  const end = (code: number | null) => {
    if (over) return;
    over = true;
    ended({ exitCode: code, ...output });
  };
  const timer = clock.after(script.afterMs, () => end(exitCode));
  return {
    kill() {
      timer.cancel();
      end(null);
    },
  };
}
