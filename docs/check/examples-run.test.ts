import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Consumer, newConsumerOfSources } from '../../library/testing/consumer.ts';
import { passesCucumber, passesNodeTest, passesVitest } from '../../library/testing/run-examples.ts';
import { PROJECT_ROOT } from './page.ts';

describe('the examples, where the sources stand for the package', () => {
  let consumer: Consumer;

  before(async () => {
    consumer = await newConsumerOfSources();
    await cp(join(PROJECT_ROOT, 'examples'), consumer.folder, { recursive: true });
  });
  // without one there is nothing to remove, and the reason is told by `before`
  after(() => consumer?.remove());

  test('those for node:test pass, in JavaScript and in TypeScript', () => {
    const inJavaScript = ['first', 'deploy', 'failures', 'by-hand'].map(
      (name) => `node-test/${name}.test.mjs`,
    );
    return passesNodeTest(consumer, [...inJavaScript, 'typescript/deploy.test.ts'], 9);
  });

  for (const name of ['quorum', 'by-hand']) {
    test(`${name} for vitest passes`, () => passesVitest(consumer, `vitest/${name}.test.ts`));
  }

  test('the one for Cucumber passes', () =>
    passesCucumber(consumer, 'cucumber/features/deploy.feature', 'cucumber/features/steps.mjs'));
});
