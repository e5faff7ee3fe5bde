import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '@cucumber/messages';
import type { CucumberOrder, CucumberWord } from './cucumber-order.ts';

/** How long what is under way may take to end once the run is stopped. */
const ENDS_WITHIN_MS = 10_000;

export interface RunOptions extends CucumberOrder {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when no scenario is to begin any more. */
  readonly stopping: AbortSignal;
  readonly onMessage: (envelope: Envelope) => void;
}

/** Runs scenarios in a process of Cucumber's own. Resolves when it has ended. @throws where Cucumber or the harness failed */
export type RunFeatures = (options: RunOptions) => Promise<void>;

export const runFeatures: RunFeatures = async ({ env, stopping, onMessage, ...order }) => {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(fileURLToPath(new URL(`cucumber-process.${extension}`, import.meta.url)), [], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  let deadline: NodeJS.Timeout | undefined;
  const stop = (): void => {
    deadline = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
  };
  stopping.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('message', (word) => {
        const said = word as CucumberWord;
        if ('envelope' in said) onMessage(said.envelope);
        else if ('failed' in said) reject(new Error(said.failed));
        else resolve();
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (stopping.aborted) resolve();
        else
          reject(
            new Error(
              `the process of Cucumber ended before its work was done (${signal ?? `exit code ${code}`})`,
            ),
          );
      });
      child.send(order satisfies CucumberOrder);
    });
  } finally {
    clearTimeout(deadline);
    stopping.removeEventListener('abort', stop);
    if (child.connected) child.disconnect();
  }
};
