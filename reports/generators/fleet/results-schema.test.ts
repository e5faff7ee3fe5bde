import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { Ajv } from 'ajv';
import { FLEET_RESULTS_VERSION } from './fleet-results.ts';
import { SAMPLE_FLEET_RESULTS } from './testing/sample-results.ts';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../assets/fleet-results.schema.json', import.meta.url), 'utf8'),
);

/** The same schema without room for fields that it does not name. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return 'properties' in schema ? { ...inner, additionalProperties: false } : inner;
}

function problems(schema: object, results: unknown): string {
  const ajv = new Ajv({ allErrors: true, formats: { 'date-time': true }, allowUnionTypes: true });
  ajv.validate(schema, results);
  return ajv.errorsText();
}

test('the schema names every field of results.json', () => {
  const all = { ...SAMPLE_FLEET_RESULTS, failure: 'worker 1 of 2 ended' };
  assert.equal(problems(strict(SCHEMA) as object, all), 'No errors');
  assert.deepEqual(Object.keys(SCHEMA.properties).sort(), Object.keys(all).sort());
});

test('the schema is of the version that is written', () => {
  assert.equal(SCHEMA.properties.version.const, FLEET_RESULTS_VERSION);
  assert.match(
    problems(SCHEMA, { ...SAMPLE_FLEET_RESULTS, version: FLEET_RESULTS_VERSION + 1 }),
    /version must be equal/,
  );
});

test('the schema refuses what has a wrong type or is missing, and lets new fields through', () => {
  const { seed: _, ...seedless } = SAMPLE_FLEET_RESULTS;
  assert.match(problems(SCHEMA, seedless), /must have required property 'seed'/);
  assert.match(
    problems(SCHEMA, { ...SAMPLE_FLEET_RESULTS, metrics: { a: 'x' } }),
    /metrics\/a must be number/,
  );
  assert.equal(problems(SCHEMA, { ...SAMPLE_FLEET_RESULTS, fresh: 1 }), 'No errors');
});
