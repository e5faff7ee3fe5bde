import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { httpFixture } from './testing/http-fixture.ts';

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly title?: string } }>>;
  };
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
  readonly security?: readonly unknown[];
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const PUSHY = '/organizations/{org}/pushy';

/** The whole document, an operation a line; what a refusal is like is said once, not under each of them. */
function inLines({ paths, ...head }: Document): string {
  const refusals = new Set<string>();
  const fold = (status: string, response: unknown) => {
    if (Number(status) >= 400) refusals.add(`${status} ${JSON.stringify(response)}`);
    return Number(status) >= 400 ? undefined : response;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses = {}, ...operation }]) => {
      const rest = Object.fromEntries(
        Object.entries(responses).map(([s, r]) => [s, fold(s, r) ?? 'refused']),
      );
      return `${method} ${path} ${JSON.stringify({ ...operation, responses: rest })}`;
    }),
  );
  return [JSON.stringify(head), ...operations, ...refusals].map((line) => `${line}\n`).join('');
}

test('the document is as it was reviewed, to the order of its keys', async (t) => {
  const { app } = await httpFixture(t);
  const text = inLines((await app.inject('/openapi.json')).json());
  const file = new URL('golden/openapi.txt', import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.equal(
    text,
    readFileSync(file, 'utf8'),
    'golden/openapi.txt differs; UPDATE_GOLDEN=1 writes it anew',
  );
});

test('every resource is described, to anybody', async (t) => {
  const { app } = await httpFixture(t);
  const response = await app.inject('/openapi.json');
  const document: Document = response.json();
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(
    Object.keys(document.paths).sort(),
    [
      '/metrics',
      '/openapi.json',
      '/organizations',
      '/organizations/{org}',
      '/organizations/{org}/clients',
      '/organizations/{org}/clients/{client}',
      '/organizations/{org}/groups',
      '/organizations/{org}/groups/{group}',
      '/organizations/{org}/principals/{principal}',
      `${PUSHY}/config/{node}`,
      `${PUSHY}/connect/{node}`,
      `${PUSHY}/diagnosis/{node}`,
      `${PUSHY}/job_status_feed`,
      `${PUSHY}/job_status_feed/{id}`,
      `${PUSHY}/jobs`,
      `${PUSHY}/jobs/{id}`,
      `${PUSHY}/jobs/{id}/cancel`,
      `${PUSHY}/jobs/{id}/output/{node}/stderr`,
      `${PUSHY}/jobs/{id}/output/{node}/stdout`,
      `${PUSHY}/jobs_status_feed`,
      `${PUSHY}/jobs_status_feed/{id}`,
      `${PUSHY}/node_states`,
      `${PUSHY}/node_states/{node}`,
      `${PUSHY}/trace`,
      '/organizations/{org}/users',
      '/organizations/{org}/users/{user}',
      '/pushy/_status',
      '/users',
      '/users/{user}',
    ].sort(),
  );
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, { summary, responses, parameters = [] }] of Object.entries(operations)) {
      const name = `${method} ${path}`;
      assert.ok(summary, name);
      assert.ok(
        Object.values(responses ?? {}).every(({ description }) => description),
        name,
      );
      const inPath = parameters
        .filter((parameter) => parameter.in === 'path')
        .map((parameter) => `{${parameter.name}}`);
      assert.deepEqual(path.match(/\{\w+\}/g) ?? [], inPath, name);
    }
  }
});

test('a reader is told not to come back to the feed of a job, and never to that of an organisation', async (t) => {
  const { app } = await httpFixture(t);
  const { paths }: Document = (await app.inject('/openapi.json')).json();
  const nothingMore = (path: string) => paths[`${PUSHY}/${path}`]?.get?.responses?.['204']?.description;
  for (const feed of ['jobs_status_feed', 'job_status_feed']) {
    assert.match(nothingMore(`${feed}/{id}`) ?? '', /Last-Event-ID is the id of the last event/);
    assert.equal(nothingMore(feed), undefined);
  }
});

test('the body of a job is described by what validates it', async (t) => {
  const { app } = await httpFixture(t);
  const document: Document = (await app.inject('/openapi.json')).json();
  const post = document.paths[`${PUSHY}/jobs`]?.post;
  assert.equal(post?.requestBody?.content['application/json']?.schema.title, 'JobRequest');
  assert.deepEqual(document.paths['/pushy/_status']?.get?.security, []);
});

test('the dialect of the shipped server has no such document', async (t) => {
  const { app } = await httpFixture(t, { dialect: 'pushy-server' });
  assert.equal((await app.inject('/openapi.json')).statusCode, 404);
});
