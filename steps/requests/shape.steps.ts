import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { parseHttpDate } from '../../protocol/time/dates.ts';
import { expectAnswer, expectStatus } from '../quirks/expect-answer.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** A clock of whole seconds, and a machine that is busy. */
const LATE_MS = 3_000;

Then("the answer's date is now", function (this: ScenarioWorld) {
  const date = parseHttpDate(String(this.answer.headers.date));
  assert.ok(date !== undefined && Math.abs(Date.now() - date) < LATE_MS, String(this.answer.headers.date));
});

/** Those that differ between two answers to the same request. */
const OF_ONE_ANSWER: readonly string[] = ['date', 'connection', 'keep-alive'];

Then('all else is as GET answers', async function (this: ScenarioWorld) {
  const head = this.answer;
  const got = await this.admin.request('GET', head.asked.replace('HEAD ', ''));
  if (!expectStatus(this, got.status)) return;
  const lasting = (headers: object) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_ANSWER.includes(name)));
  assert.deepEqual(lasting(head.headers), lasting(got.headers));
});

/** The Host of a job's request. */
const hosts = new WeakMap<ScenarioWorld, string>();

When(
  'admin starts a job at host {string} by way of {string}',
  async function (this: ScenarioWorld, host: string, scheme: string) {
    hosts.set(this, host);
    const body = { command: 'true', nodes: [this.nodes.nameOf('ghost')] };
    const headers = { Host: host, 'X-Forwarded-Proto': scheme === '' ? undefined : scheme };
    this.answer = await this.admin.pushy('POST', 'jobs', { body, headers });
  },
);

/** Both say it: the header, and the body in either dialect. */
function uriOf({ answer }: ScenarioWorld): string {
  const { uri } = answer.json() as { readonly uri?: string };
  assert.equal(answer.headers.location, uri, answer.text);
  return String(uri);
}

/** Behind TLS the scheme is a front's to say, whatever the asker says: then `https` is right as well. Source: protocol §2. */
function behindTls(world: ScenarioWorld, beginning: string): readonly string[] {
  const host = hosts.get(world);
  if (host === undefined || !world.target.url.startsWith('https:')) return [];
  return [`https://${host.replace(/:(80|443)$/, '')}${new URL(beginning).pathname}`];
}

Then("the answer's Location begins with {string}", function (this: ScenarioWorld, text: string) {
  const begins = this.fill(text);
  expectAnswer(this, { what: 'location', begins }, () => {
    const uri = uriOf(this);
    const right = [begins, ...behindTls(this, begins)];
    assert.ok(
      right.some((each) => uri.startsWith(each)),
      uri,
    );
  });
});

Then("the answer's Location is where the job is", async function (this: ScenarioWorld) {
  const { origin, pathname } = new URL(uriOf(this));
  assert.equal(origin, new URL(this.target.url).origin);
  const reply = await this.admin.request('GET', pathname);
  const { id } = reply.json() as { readonly id?: string };
  assert.equal(pathname, this.admin.pushyPath(`jobs/${id}`));
});
