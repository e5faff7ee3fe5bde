import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

function errorOf(world: ScenarioWorld): unknown {
  return (world.answer.json() as { error?: unknown }).error;
}

Then('the answer is {int}', function (this: ScenarioWorld, status: number) {
  assert.equal(this.answer.status, status, this.answer.text);
});

Then('the answer is {int} with the errors:', function (this: ScenarioWorld, status: number, text: string) {
  assert.equal(this.answer.status, status, this.answer.text);
  assert.deepEqual(
    errorOf(this),
    text.split('\n').map((line) => this.fill(line)),
  );
});

Then(
  /^the answer is (\d+) with the error "(.*)"$/,
  function (this: ScenarioWorld, status: string, text: string) {
    assert.equal(this.answer.status, Number(status), this.answer.text);
    assert.deepEqual(this.answer.json(), { error: text });
  },
);

Then(
  'the answer is {int} with an error that begins {string}',
  function (this: ScenarioWorld, status: number, text: string) {
    assert.equal(this.answer.status, status, this.answer.text);
    assert.ok(String(errorOf(this)).startsWith(text), this.answer.text);
  },
);

Then('the answer has an error body', function (this: ScenarioWorld) {
  const error = errorOf(this);
  assert.ok(typeof error === 'string' || Array.isArray(error), this.answer.text);
  assert.match(String(this.answer.headers['content-type']), /^application\/json/);
});

Then('the answer allows {string}', function (this: ScenarioWorld, methods: string) {
  const allowed = String(this.answer.headers.allow).split(/,\s*/).sort();
  assert.deepEqual(allowed, methods.split(', ').sort());
});

Then('the answer names the versions of signing', function (this: ScenarioWorld) {
  const wanted = 'X-Ops-Sign version="1.0" version="1.1" version="1.3"';
  assert.equal(this.answer.headers['www-authenticate'], wanted);
});

Then('the answer has the keys {string}', function (this: ScenarioWorld, keys: string) {
  assert.deepEqual(Object.keys(this.answer.json() as object), keys.split(', '));
});
