import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

interface Diagnosis {
  readonly notes: readonly { readonly note: string; readonly count: number }[];
  readonly refusals: readonly { readonly reason: string; readonly count: number }[];
}

async function diagnosisOf(world: ScenarioWorld, label: string): Promise<Diagnosis> {
  const reply = await world.admin.pushy('GET', `diagnosis/${world.nodes.nameOf(label)}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.json() as Diagnosis;
}

Then(
  'the diagnosis of {word} notes {string}',
  async function (this: ScenarioWorld, label: string, note: string) {
    const { notes } = await diagnosisOf(this, label);
    assert.ok(
      notes.some((noted) => noted.note === note && noted.count === 1),
      JSON.stringify(notes),
    );
  },
);

Then(
  'the diagnosis of {word} counts {int} refusal(s) as {string}',
  async function (this: ScenarioWorld, label: string, count: number, reason: string) {
    const { refusals } = await diagnosisOf(this, label);
    assert.equal(
      refusals.find((refused) => refused.reason === reason)?.count,
      count,
      JSON.stringify(refusals),
    );
  },
);
