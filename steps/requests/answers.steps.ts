import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { expectBody, fillText } from './body-text.ts';

function errorOf(world: ScenarioWorld): unknown {
  return (world.answer.json() as { error?: unknown }).error;
}

function expectStatus(world: ScenarioWorld, status: number): void {
  assert.equal(world.answer.status, status, world.answer.text);
}

Then('the answer is {int}', function (this: ScenarioWorld, status: number) {
  expectStatus(this, status);
});

Then('the answer is {int} with the errors:', function (this: ScenarioWorld, status: number, text: string) {
  expectStatus(this, status);
  assert.deepEqual(
    errorOf(this),
    text.split('\n').map((line) => this.fill(line)),
  );
});

Then(
  /^the answer is (\d+) with the error "(.*)"$/,
  function (this: ScenarioWorld, status: string, text: string) {
    expectStatus(this, Number(status));
    assert.deepEqual(this.answer.json(), { error: text });
  },
);

Then(
  'the answer is {int} with an error that begins {string}',
  function (this: ScenarioWorld, status: number, text: string) {
    expectStatus(this, status);
    assert.ok(String(errorOf(this)).startsWith(this.fill(text)), this.answer.text);
  },
);

Then('the answer is {int} with the body:', function (this: ScenarioWorld, status: number, text: string) {
  expectStatus(this, status);
  expectBody(this, this.answer, text);
});

Then('the answer has an error body', function (this: ScenarioWorld) {
  const error = errorOf(this);
  assert.ok(typeof error === 'string' || Array.isArray(error), this.answer.text);
  assert.match(String(this.answer.headers['content-type']), /^application\/json/);
});

Then('the answer has no body', function (this: ScenarioWorld) {
  assert.equal(this.answer.bytes.length, 0, this.answer.text);
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

/** As a Chef server lists things: each name with its URI. */
Then('the answer lists {string} as {string}', function (this: ScenarioWorld, name: string, uri: string) {
  const listed = this.answer.json() as Readonly<Record<string, unknown>>;
  assert.equal(listed[fillText(this, name)], fillText(this, uri), this.answer.text);
});

Then('the answer tells of principals of the types {string}', function (this: ScenarioWorld, types: string) {
  const { principals } = this.answer.json() as { readonly principals: readonly { readonly type: string }[] };
  assert.deepEqual(principals.map(({ type }) => type).toSorted(), types.split(', '));
});

Then(/^the answer's "(\S+)" is "(.*)"$/, function (this: ScenarioWorld, header: string, value: string) {
  assert.equal(this.answer.headers[header.toLowerCase()], fillText(this, value));
});

Then('the answer has no {string}', function (this: ScenarioWorld, header: string) {
  assert.equal(this.answer.headers[header.toLowerCase()], undefined);
});
