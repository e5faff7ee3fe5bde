import { Writable } from 'node:stream';
import { runCucumber } from '@cucumber/cucumber/api';
import type { CucumberOrder, CucumberWord } from './cucumber-order.ts';

// The process that a run gives Cucumber: it gets one order, and answers with Cucumber's messages.

const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

const say = (word: CucumberWord): void => {
  process.send?.(word);
};

async function run({ root, selected, parallel, retry }: CucumberOrder): Promise<void> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  await runCucumber(
    {
      sources: {
        defaultDialect: 'en',
        paths: ['features/**/*.feature'],
        names: [],
        tagExpression: '',
        order: 'defined',
      },
      support: {
        importPaths: [
          `steps/**/*.steps.${extension}`,
          `steps/world/hooks.${extension}`,
          `steps/world/parameter-types.${extension}`,
        ],
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
    (envelope) => say({ envelope }),
  );
}

// a run that is interrupted ends in order
process.on('SIGINT', () => {});
process.once('disconnect', () => process.exit());
process.once('message', (order) => {
  run(order as CucumberOrder).then(
    () => say({ ended: true }),
    (error: unknown) =>
      say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
