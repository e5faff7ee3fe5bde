import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { editorSchema } from '../../files/settings/schema.ts';
import { planFleet } from '../plan/plan.ts';
import { FLEET_SCHEMA } from './fleet-schema.ts';
import { readFleet } from './read-fleet.ts';

const FLEETS = new URL('../fleets/', import.meta.url);

test('the schema that editors complete by is the one that files are checked with', () => {
  const file = new URL('fleet.schema.json', FLEETS);
  const text = `${JSON.stringify(editorSchema(FLEET_SCHEMA), null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(text));
});

test('the commented sample can be run', () => {
  const source = readFileSync(new URL('samples/fleet.yaml', FLEETS), 'utf8');
  const fleet = readFleet(source, { file: 'fleet.yaml', suggest: () => undefined });
  assert.equal(planFleet(fleet, 1).nodes.length, 20);
});

for (const file of readdirSync(FLEETS).filter((name) => name.endsWith('.yaml'))) {
  test(`the ready-made fleet ${file} can be run`, () => {
    const fleet = readFleet(readFileSync(new URL(file, FLEETS), 'utf8'), { file, suggest: () => undefined });
    assert.equal(`${fleet.name}.yaml`, file);
    assert.match(fleet.summary, /^Shows .*\.$/);
    const plan = planFleet(fleet, fleet.seed ?? 1);
    assert.ok(plan.nodes.length > 0);
    for (const series of plan.series) assert.ok(series.length > 0 && series.job(0).nodes.length > 0);
  });
}
