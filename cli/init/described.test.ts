import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDuration } from '../../files/settings/duration.ts';
import { TIMING_BOUNDS } from '../../server/settings.ts';
import { runHere } from '../testing/run-here.ts';

/** A sentence, or more. */
const SENTENCE = /^\p{Lu}.*\.$/su;

/** Paths of all properties in a schema that say nothing of what they mean. */
function unexplained(part: unknown, path: string): readonly string[] {
  if (Array.isArray(part)) return part.flatMap((each) => unexplained(each, path));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key !== 'properties') return unexplained(value, path);
    return Object.entries(value as object).flatMap(([name, property]) => [
      ...(property === false || SENTENCE.test(String(property.description)) ? [] : [`${path}.${name}`]),
      ...unexplained(property, `${path}.${name}`),
    ]);
  });
}

for (const kind of ['fleet', 'target', 'client', 'settings']) {
  test(`every key of a ${kind} file has a sentence that says what it means`, async (context) => {
    const { stdout } = await runHere(context, ['init', kind, '--schema']);
    const schema = JSON.parse(stdout);
    assert.ok(Object.keys(schema.properties).length > 3);
    assert.deepEqual(unexplained(schema, kind), []);
  });
}

test('defaults of a server that a fleet starts are those of serve', async (context) => {
  const { stdout } = await runHere(context, ['init', 'fleet', '--schema']);
  const { properties } = JSON.parse(stdout).properties.target.else.properties.self;
  for (const [key, setting] of [
    ['heartbeat_interval', 'heartbeatIntervalMs'],
    ['voting_timeout', 'votingTimeoutMs'],
    ['rehab_interval', 'rehabIntervalMs'],
  ] as const) {
    const [, said = ''] = / Default: (\w+)\. /.exec(properties[key].description) ?? [];
    assert.equal(parseDuration(said), TIMING_BOUNDS[setting].default, key);
  }
});
