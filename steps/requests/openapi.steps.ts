import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const documentOf = ({ answer }: ScenarioWorld): OpenApi => answer.json() as OpenApi;

Then(
  'the answer is an OpenAPI document of version {string}',
  function (this: ScenarioWorld, version: string) {
    assert.equal(documentOf(this).openapi, version);
  },
);

Then(
  /^the answer describes ([A-Z, ]+(?:and [A-Z]+)?) of "(.*)"$/,
  function (this: ScenarioWorld, methods: string, path: string) {
    const { paths } = documentOf(this);
    const described = paths[path];
    assert.ok(described !== undefined, `${path} is not among ${Object.keys(paths).join(', ')}`);
    const wanted = methods.toLowerCase().split(/, | and /);
    assert.deepEqual(Object.keys(described).toSorted(), wanted.toSorted());
  },
);
