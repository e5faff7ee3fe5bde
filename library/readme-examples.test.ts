import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Consumer, newConsumer } from './testing/consumer.ts';
import { fencedFiles } from './testing/fenced-files.ts';
import { passesCucumber, passesNodeTest, passesVitest } from './testing/run-examples.ts';

const PAGES = ['README.md', 'docs/how-to/write-tests.md'].map(
  (page) => new URL(`../${page}`, import.meta.url),
);

const shownFiles = PAGES.flatMap((page) => fencedFiles(readFileSync(page, 'utf8')));
const files = new Map(shownFiles.map((file) => [file.name, file]));

const VITEST = ['examples/vitest/quorum.test.ts', 'examples/vitest/by-hand.test.ts'];

const TYPE_CHECK =
  'tsc --ignoreConfig --noEmit --strict --target ES2022 --lib ES2022,ESNext.Disposable --module NodeNext --types node';

describe('the README and write-tests.md', () => {
  let consumer: Consumer;

  before(async () => {
    consumer = await newConsumer();
    for (const file of files.values()) await consumer.write(file);
  });
  // without one there is nothing to remove, and the reason is told by `before`
  after(() => consumer?.remove());

  test('no example is shown twice', () => {
    assert.equal(files.size, shownFiles.length);
  });

  test('the examples for node:test pass where the package is installed', async () => {
    await passesNodeTest(consumer, [shown('examples/node-test/first.test.mjs')], 1);
    await passesNodeTest(consumer, [shown('examples/node-test/deploy.test.mjs')], 2);
    await passesNodeTest(consumer, [shown('examples/node-test/failures.test.mjs')], 3);
    await passesNodeTest(consumer, [shown('examples/node-test/by-hand.test.mjs')], 2);
  });

  for (const name of VITEST) {
    test(`${name} passes where the package is installed`, () => passesVitest(consumer, shown(name)));
  }

  test('the example for Cucumber passes where the package is installed', () =>
    passesCucumber(
      consumer,
      shown('examples/cucumber/features/deploy.feature'),
      shown('examples/cucumber/features/steps.mjs'),
    ));

  test('the types that come with the package fit the examples in TypeScript', async () => {
    await consumer.run(...words(TYPE_CHECK), '--skipLibCheck', ...VITEST.map(shown));
  });

  test('the types that come with the package are sound in themselves, and know the words', async () => {
    const text = [
      "import { startFleet, startServer } from 'push-jobs-harness';",
      'const server = await startServer();',
      'export const url: string = server.url;',
      "await startFleet(server, { behaviours: [{ name: 'slow', options: { delayMs: 1 } }] });",
      "// @ts-expect-error 'slow'",
      "await startFleet(server, { behaviours: ['slwo'] });",
      '// @ts-expect-error delayMs',
      "await startFleet(server, { behaviours: [{ name: 'slow', options: { delayms: 1 } }] });",
      '',
    ].join('\n');
    await consumer.write({ name: 'types.mts', text });
    await consumer.run(...words(TYPE_CHECK), 'types.mts');
  });
});

/** The name of a file, which has to be there. */
function shown(name: string): string {
  assert.ok(files.has(name), `the pages show ${[...files.keys()].join(', ') || 'no file'}, and not ${name}`);
  return name;
}

function words(line: string): [program: string, ...args: string[]] {
  const [program = '', ...args] = line.split(' ');
  return [program, ...args];
}
