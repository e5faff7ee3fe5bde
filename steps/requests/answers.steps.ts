import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { signingVersions } from '../../conformance/target/signing-versions.ts';
import { expectAnswer, expectStatus } from '../quirks/expect-answer.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { expectBody, fillText } from './body-text.ts';

function expectHeader(world: ScenarioWorld, name: string, value: string | undefined): void {
  expectAnswer(world, { what: 'header', name: name.toLowerCase(), value }, ({ headers }) =>
    assert.equal(headers[name.toLowerCase()], value),
  );
}

type ErrorTexts = string | readonly string[];

/** Holds that the answer's error is this text, or a list of these. */
function expectError(world: ScenarioWorld, error: ErrorTexts): void {
  expectAnswer(world, { what: 'error', error }, (answer) => assert.deepEqual(answer.json(), { error }));
}

function expectErrorBody(world: ScenarioWorld): void {
  expectAnswer(world, { what: 'error body' }, (answer) => {
    const { error } = answer.json() as { readonly error?: unknown };
    assert.ok(typeof error === 'string' || Array.isArray(error), answer.text);
    assert.match(String(answer.headers['content-type']), /^application\/json/);
  });
}

Then('the answer is {int}', function (this: ScenarioWorld, status: number) {
  expectStatus(this, status);
});

/** Where the documentation leaves open which. */
Then('the answer is {int} or {int}', function (this: ScenarioWorld, status: number, other: number) {
  if (this.answer.status !== other) expectStatus(this, status);
});

Then('the answer is {int} with the errors:', function (this: ScenarioWorld, status: number, text: string) {
  if (!expectStatus(this, status)) return;
  expectError(
    this,
    text.split('\n').map((line) => this.fill(line)),
  );
});

Then(
  /^the answer is (\d+) with the error "(.*)"$/,
  function (this: ScenarioWorld, status: string, text: string) {
    if (expectStatus(this, Number(status))) expectError(this, text);
  },
);

Then(
  'the answer is {int} with an error that begins {string}',
  function (this: ScenarioWorld, status: number, text: string) {
    if (!expectStatus(this, status)) return;
    const beginning = this.fill(text);
    expectAnswer(this, { what: 'error', error: beginning }, (answer) => {
      const { error } = answer.json() as { readonly error?: unknown };
      assert.ok(String(error).startsWith(beginning), answer.text);
    });
  },
);

Then('the answer is {int} with the body:', function (this: ScenarioWorld, status: number, text: string) {
  if (expectStatus(this, status)) expectBody(this, this.answer, text);
});

Then('the answer has an error body', function (this: ScenarioWorld) {
  expectErrorBody(this);
});

Then('the answer names the number {int}', function (this: ScenarioWorld, number: number) {
  assert.match(this.answer.text, new RegExp(`\\b${number}\\b`));
});

/** What is said of a node names it as it is called, or not at all. */
Then(
  /^a node that the answer names is "(.*)", not "(.*)"$/,
  function (this: ScenarioWorld, name: string, spelled: string) {
    expectAnswer(this, { what: 'node', name, spelled, isThere: false }, ({ text }) =>
      assert.ok(!text.includes(spelled) || text.includes(name), text),
    );
  },
);

Then('the answer has no body', function (this: ScenarioWorld) {
  assert.equal(this.answer.bytes.length, 0, this.answer.text);
});

Then('the answer allows {string}', function (this: ScenarioWorld, methods: string) {
  const wanted = methods.split(', ');
  expectAnswer(this, { what: 'allow', methods: wanted }, ({ headers }) =>
    assert.deepEqual(String(headers.allow).split(/,\s*/).toSorted(), wanted.toSorted()),
  );
});

Then('the answer names the versions of signing', function (this: ScenarioWorld) {
  expectAnswer(this, { what: 'challenge' }, ({ headers }) => {
    const challenge = String(headers['www-authenticate']);
    assert.match(challenge, /^X-Ops-Sign\b/i);
    const versions = [...challenge.matchAll(/\bversion="?(\d+\.\d+)"?/g)].map(([, version]) => version);
    assert.deepEqual(versions.toSorted(), signingVersions(this.target.dialect), challenge);
  });
});

Then('the answer has the keys {string}', function (this: ScenarioWorld, keys: string) {
  assert.deepEqual(Object.keys(this.answer.json() as object).toSorted(), keys.split(', ').toSorted());
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
  expectHeader(this, header, fillText(this, value));
});

Then('the answer has no {string}', function (this: ScenarioWorld, header: string) {
  expectHeader(this, header, undefined);
});
