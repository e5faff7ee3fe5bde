import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(/^([a-z]+\d?) cancels the job$/, async function (this: ScenarioWorld, label: string) {
  this.answer = await this.principals.as(label).pushy('POST', `jobs/${this.job.id}/cancel`);
});

/** The ids of the jobs in the order of the answer, whatever the dialect shows of each. */
function listedIds(world: ScenarioWorld): readonly string[] {
  const listed = world.answer.json() as readonly (string | { readonly id: string })[];
  return listed.map((job) => (typeof job === 'string' ? job : job.id));
}

Then(
  'the answer is a page of the last {int} jobs, the newest first',
  function (this: ScenarioWorld, count: number) {
    const wanted = this.jobs.map(({ id }) => id).toReversed();
    assert.deepEqual(listedIds(this), wanted.slice(0, count));
  },
);

When('admin asks for the next page', async function (this: ScenarioWorld) {
  const next = /<([^>]+)>; rel="next"/.exec(String(this.answer.headers.link))?.[1];
  assert.ok(next, `no next page: Link is ${String(this.answer.headers.link)}`);
  const { search } = new URL(next);
  this.answer = await this.principals.as('admin').pushy('GET', `jobs${search}`);
});

Then(
  'the answer is the last page, with the {int} oldest jobs',
  function (this: ScenarioWorld, count: number) {
    const wanted = this.jobs.map(({ id }) => id).toReversed();
    assert.deepEqual(listedIds(this), wanted.slice(-count));
    assert.doesNotMatch(String(this.answer.headers.link), /rel="next"/);
  },
);
