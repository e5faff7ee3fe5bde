import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Consumer, newConsumer } from './testing/consumer.ts';
import { type FencedFile, fencedFiles } from './testing/fenced-files.ts';

const README = new URL('../README.md', import.meta.url);

const files = new Map(fencedFiles(readFileSync(README, 'utf8')).map((file) => [file.name, file]));

const TYPE_CHECK =
  'tsc --ignoreConfig --noEmit --strict --target ES2022 --lib ES2022,ESNext.Disposable --module NodeNext --types node';

describe('the README', () => {
  let consumer: Consumer;

  before(async () => {
    consumer = await newConsumer();
    for (const file of files.values()) await consumer.write(file);
  });
  // without one there is nothing to remove, and the reason is told by `before`
  after(() => consumer?.remove());

  test('the example for node:test passes where the package is installed', async () => {
    const { stdout } = await consumer.run(
      'node',
      '--test',
      '--test-reporter=tap',
      shown('deploy.test.mjs').name,
    );
    assert.match(stdout, /^# pass 2$/m);
    assert.match(stdout, /^# fail 0$/m);
  });

  test('the example for vitest passes where the package is installed', async () => {
    // five seconds, which vitest gives a test, can be too few where all tests run at once
    const patience = '--testTimeout=60000';
    const { stdout } = await consumer.run(
      'vitest',
      'run',
      '--reporter=json',
      patience,
      shown('quorum.test.ts').name,
    );
    const { numPassedTests, numTotalTests } = JSON.parse(stdout);
    assert.deepEqual({ numPassedTests, numTotalTests }, { numPassedTests: 1, numTotalTests: 1 });
  });

  test('the example for Cucumber passes where the package is installed', async () => {
    const [feature, steps] = [shown('features/deploy.feature').name, shown('features/steps.mjs').name];
    const { stdout } = await consumer.run('cucumber-js', feature, '--import', steps, '--format', 'summary');
    assert.match(stdout, /^1 scenario \(1 passed\)$/m);
  });

  test('the types that come with the package fit the example in TypeScript', async () => {
    await consumer.run(...words(TYPE_CHECK), '--skipLibCheck', shown('quorum.test.ts').name);
  });

  test('the types that come with the package are sound in themselves', async () => {
    const text =
      "import { startServer } from 'push-jobs-harness';\nexport const url: string = (await startServer()).url;\n";
    await consumer.write({ name: 'types.mts', text });
    await consumer.run(...words(TYPE_CHECK), 'types.mts');
  });
});

function shown(name: string): FencedFile {
  const file = files.get(name);
  assert.ok(file, `the README shows ${[...files.keys()].join(', ') || 'no file'}, and not ${name}`);
  return file;
}

function words(line: string): [program: string, ...args: string[]] {
  const [program = '', ...args] = line.split(' ');
  return [program, ...args];
}
