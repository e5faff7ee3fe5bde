import { Given, Then, When } from '@cucumber/cucumber';
import { messagesIn } from '../../conformance/client/testbed/client-event.ts';
import { expectSame, Unmet } from '../../conformance/client/testbed/unmet.ts';
import { isFields } from '../../protocol/wire/fields.ts';
import type { ClientWorld } from './client-world.ts';
import { LONGEST_GAP, messagesOfOneConfiguration, nextHeartbeats, SHORTEST_GAP } from './heartbeats.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

Given('the client is available', async function (this: ClientWorld) {
  await this.testbed.jobs.untilAvailable();
});

When('{int} more heartbeats of it have come', async function (this: ClientWorld, count: number) {
  this.remember({ heartbeats: await nextHeartbeats(this.testbed, count) });
});

When('a heartbeat of it comes', async function (this: ClientWorld) {
  this.remember({ heartbeats: await nextHeartbeats(this.testbed, 1) });
});

Then('there is about an interval between two of them', function (this: ClientWorld) {
  const times = this.recall('heartbeats').map(({ atMs }) => atMs);
  const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? atMs));
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const { heartbeatIntervalMs } = this.testbed.timings;
  if (median < SHORTEST_GAP * heartbeatIntervalMs || median > LONGEST_GAP * heartbeatIntervalMs)
    throw new Unmet(`about ${heartbeatIntervalMs} ms between heartbeats`, `${Math.round(median)} ms`);
});

Then('it names its node, its organization, the job_state idle and no job', function (this: ClientWorld) {
  const { node, org, job_state, job_id = null } = bodyOf(this);
  const expected = { node: this.testbed.node, org: this.testbed.org, job_state: 'idle', job_id: null };
  expectSame(
    'a heartbeat',
    JSON.stringify(expected),
    JSON.stringify({ node, org, job_state, job_id: job_id === 'null' ? null : job_id }),
  );
});

Then('its incarnation_id is a UUID', function (this: ClientWorld) {
  const { incarnation_id } = bodyOf(this);
  if (!UUID.test(String(incarnation_id))) throw new Unmet('a UUID as incarnation_id', String(incarnation_id));
});

Then('its protocol_version is {word}', function (this: ClientWorld, version: string) {
  expectSame('protocol_version', version, String(bodyOf(this).protocol_version));
});

Then('it names a host as its client', function (this: ClientWorld) {
  const { client } = bodyOf(this);
  if (typeof client !== 'string' || client === '') throw new Unmet('a host name as client', String(client));
});

Then(
  'each message since its last configuration has a greater sequence than the one before',
  function (this: ClientWorld) {
    const messages = messagesOfOneConfiguration(this.testbed);
    const wrong = messages.findIndex(
      ({ sequence }, index) => sequence <= (messages[index - 1]?.sequence ?? -1),
    );
    if (wrong < 0) return;
    const [before, after] = messages.slice(wrong - 1);
    throw new Unmet('rising sequences', `${before?.sequence}, then ${after?.sequence} (${after?.type})`);
  },
);

Then('all messages since its process was started name one incarnation', function (this: ClientWorld) {
  const { watch } = this.testbed;
  const incarnations = new Set(
    messagesIn(watch.since(watch.lifeBegan)).map(({ incarnationId }) => incarnationId),
  );
  expectSame('incarnations', '1', String(incarnations.size));
});

/** All that the first of the heartbeats holds. */
function bodyOf(world: ClientWorld) {
  const [heartbeat] = world.recall('heartbeats');
  return heartbeat?.kind === 'message' && isFields(heartbeat.body) ? heartbeat.body : {};
}
