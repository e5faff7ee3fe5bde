import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { Writable } from 'node:stream';
import { runCucumber } from '@cucumber/cucumber/api';
import type { SubjectKind } from '../scenarios/subject.ts';
import type { CucumberOrder, CucumberWord } from './cucumber-order.ts';

// The process that a run gives Cucumber: it gets one order, and answers with Cucumber's messages.

const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

const say = (word: CucumberWord): void => {
  // who asked may have gone before `disconnect` is told of it: that ends this process, in order
  process.send?.(word, undefined, undefined, () => {});
};

const workers = new Set<ChildProcess>();

/** The feature files about each subject, and the modules with their steps: those of the other are not even loaded. */
const PARTS: Readonly<
  Record<SubjectKind, { readonly features: string; readonly support: readonly string[] }>
> = {
  server: {
    features: 'features/server/**/*.feature',
    support: ['steps/{*,!(client)/**/*}.steps', 'steps/world/hooks', 'steps/world/parameter-types'],
  },
  client: {
    features: 'features/client/*.feature',
    support: ['steps/client/*.steps', 'steps/client/hooks'],
  },
};

/** Whether a scenario has begun: only then may something be under way that has to end in order. */
let hasBegun = false;

/** Cucumber's own processes, which it goes on without when they crash, and waits for for ever in the worst case. */
function watchWorkers(): void {
  subscribe('child_process', (message) => {
    const { process: child } = message as { readonly process: ChildProcess };
    child.once('spawn', () => {
      if (!child.spawnargs.some((word) => word.endsWith('run_worker.js')) || child.pid === undefined) return;
      workers.add(child);
      say({ worker: child.pid });
      child.once('exit', (code, signal) => {
        workers.delete(child);
        if (code !== 0) say({ crashed: signal ?? `exit code ${code}` });
      });
    });
  });
}

async function run({ root, subject, selected, parallel, retry }: CucumberOrder): Promise<void> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const { features, support } = PARTS[subject];
  await runCucumber(
    {
      sources: {
        defaultDialect: 'en',
        paths: [features],
        names: [],
        tagExpression: '',
        order: 'defined',
      },
      support: {
        importPaths: support.map((path) => `${path}.${extension}`),
      },
      runtime: {
        dryRun: false,
        failFast: false,
        filterStacktraces: true,
        parallel,
        retry,
        retryTagFilter: '',
        strict: true,
        worldParameters: {},
      },
      formats: { stdout: 'summary', files: {}, publish: false, options: {} },
      plugins: {
        specifiers: [new URL(`select-plugin.${extension}`, import.meta.url).href],
        options: { selected: [...selected] },
      },
    },
    { cwd: root, stdout: nowhere, stderr: process.stderr, env: process.env },
    (envelope) => {
      hasBegun ||= envelope.testCaseStarted !== undefined;
      say({ envelope });
    },
  );
}

/** Its workers see by themselves that it is gone, but not while they still load what they need: that would fail, aloud. */
function end(): never {
  if (!hasBegun) for (const worker of workers) worker.kill('SIGKILL');
  process.exit();
}

watchWorkers();
// a run that is interrupted ends in order
process.on('SIGINT', () => {});
process.once('disconnect', end);
if (!process.connected) end();
process.once('message', (order) => {
  run(order as CucumberOrder).then(
    () => say({ ended: true }),
    (error: unknown) =>
      say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
