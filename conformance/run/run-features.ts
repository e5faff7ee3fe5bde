import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import type { CucumberOrder, CucumberWord } from './cucumber-order.ts';

/** How long scenarios that are under way may take to end once the run is stopped. */
const ENDS_WITHIN_MS = 10_000;

/** A process whose channel is closed ends by itself within this. */
const IS_GONE_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 20;

export interface FeatureRunOptions extends CucumberOrder {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when no scenario is to begin any more, and those under way are to end. */
  readonly stopping: AbortSignal;
  readonly onMessage: (envelope: Envelope) => void;
  /**
   * Told that a process of the run has ended before its time, or that Cucumber itself failed: a sentence without a full
   * stop, and for those who mend it the stack. Without it the run rejects.
   */
  readonly onCrash?: (why: string, stack?: string) => void;
}

/** Runs scenarios in processes of Cucumber's own. Settles when all of them have ended, whatever came of it. */
export type RunFeatures = (options: FeatureRunOptions) => Promise<void>;

export const runFeatures: RunFeatures = async ({ env, stopping, onMessage, onCrash, ...order }) => {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(fileURLToPath(new URL(`cucumber-process.${extension}`, import.meta.url)), [], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const workers: number[] = [];
  let crash: Error | undefined;
  const crashed = (why: string, stack?: string): void => {
    crash ??= new Error(why);
    onCrash?.(why, stack);
  };
  let deadline: NodeJS.Timeout | undefined;
  let hasBegun = false;
  const stop = (): void => {
    // before the first scenario there is nothing to wait for: it is still loading
    if (!hasBegun && child.connected) child.disconnect();
    deadline ??= setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  };
  stopping.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  try {
    await new Promise<void>((ended) => {
      child.on('message', (word) => {
        const said = word as CucumberWord;
        if ('envelope' in said) {
          hasBegun ||= said.envelope.testCaseStarted !== undefined;
          onMessage(said.envelope);
        } else if ('worker' in said) workers.push(said.worker);
        else if ('crashed' in said)
          crashed(`a process of push-harness that runs scenarios ended (${said.crashed})`);
        else {
          if ('failed' in said) crashed(`Cucumber failed: ${said.failed.split('\n', 1)[0]}`, said.failed);
          child.removeAllListeners('exit');
          ended();
        }
      });
      const broken = (why: string): void => {
        if (!stopping.aborted) crashed(`the process of push-harness that deals out scenarios ended (${why})`);
        ended();
      };
      child.once('error', ({ message }) => broken(message));
      child.once('exit', (code, signal) => broken(signal ?? `exit code ${code}`));
      if (child.connected) child.send(order satisfies CucumberOrder);
    });
  } finally {
    clearTimeout(deadline);
    stopping.removeEventListener('abort', stop);
    if (child.connected) child.disconnect();
    await untilGone(workers);
  }
  if (crash !== undefined && onCrash === undefined) throw crash;
};

/** What such a process has under way could still reach the target: whoever tidies up there waits for its end. */
async function untilGone(pids: readonly number[]): Promise<void> {
  const until = performance.now() + IS_GONE_WITHIN_MS;
  while (pids.some(isThere) && performance.now() < until) await pause(LOOK_EVERY_MS);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // nobody has this number any more
    return false;
  }
}
