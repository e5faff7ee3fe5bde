import type { CommitMessage } from '../../protocol/wire/commit.ts';

/** What one channel of a command gave. */
export interface CapturedChannel {
  /** As many as the command wrote, whether kept or not. */
  readonly bytes: number;
  /** Bytes that are no UTF-8 have become U+FFFD; undefined where there were more than are kept. */
  readonly text: string | undefined;
}

/** Both channels, always as a pair. */
export interface CommandOutput {
  readonly stdout: CapturedChannel;
  readonly stderr: CapturedChannel;
}

/** How a command ended. */
export interface CommandResult {
  /** Null where a signal ended it, or where it could not be started at all. */
  readonly exitCode: number | null;
  /** Present where the job asked for it. */
  readonly output?: CommandOutput;
  /** Why it could not be started, or, killed, did not end. */
  readonly failure?: string;
}

/** What a scripted command does: nothing for a while, then it has ended. */
export interface Script {
  readonly by: 'script';
  readonly afterMs: number;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run: pretended, or as a real process of this machine. */
export type How = Script | { readonly by: 'process' };

/** A command that is about to be run. */
export interface CommandRequest {
  readonly node: string;
  readonly order: CommitMessage;
  /** What the whitelist made of the job's command. */
  readonly commandLine: string;
}

/** A command on its way; stopping one that has ended does nothing. */
export interface RunningCommand {
  /** Ends it with all its children. Its end is reported as for any other. */
  kill(): void;
}

/** Told once, when the command and all its children have ended, or nothing ends them. */
export type CommandEnded = (result: CommandResult) => void;

/** A channel of which all is known. */
export function wholeChannel(text: string): CapturedChannel {
  return { bytes: Buffer.byteLength(text), text };
}
