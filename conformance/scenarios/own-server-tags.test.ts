import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { generateMessages } from '@cucumber/gherkin';
import { IdGenerator, SourceMediaType } from '@cucumber/messages';
import { FEATURES_ROOT, featureFiles } from './load-features.ts';

/**
 * A sentence that gives a scenario a server with settings of its own, which nobody else's server can be given. A server that
 * has time for many nodes is the target's own where it can have no other.
 */
const SPECIAL =
  /^a server (?!of its own$|that keeps its keys$|in a process of its own$|that has time for )(?:that|with|on|whose) /;

/** Needs that only a target has whose servers are started for scenarios. */
const OWN: readonly string[] = ['@needs:own-server', '@needs:network', '@needs:kill'];

test('a scenario with a server of special settings says that it needs one', async () => {
  const missing: string[] = [];
  let special = 0;
  for (const uri of await featureFiles()) {
    const source = readFileSync(join(FEATURES_ROOT, uri), 'utf8');
    const envelopes = generateMessages(source, uri, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, {
      newId: IdGenerator.incrementing(),
      includeSource: false,
      includeGherkinDocument: false,
      includePickles: true,
    });
    for (const { pickle } of envelopes) {
      if (!pickle?.steps.some(({ text }) => SPECIAL.test(text))) continue;
      special += 1;
      if (!pickle.tags.some(({ name }) => OWN.includes(name))) missing.push(`${uri}: ${pickle.name}`);
    }
  }
  assert.ok(special > 10, `${special} scenarios have such a server: the check would hold nothing`);
  assert.deepEqual(missing, []);
});
