import { randomUUID } from 'node:crypto';
import { defineParameterType, Then, When } from '@cucumber/cucumber';
import { lastEventsText } from '../../conformance/client/testbed/client-event.ts';
import { CLIENT_COMMAND } from '../../conformance/client/testbed/commands.ts';
import { configRequests } from '../../conformance/client/testbed/contact.ts';
import {
  framesOfServerMessage,
  heartbeatFrames,
  strangeKey,
  unusedJobId,
} from '../../conformance/client/testbed/server-frames.ts';
import { expectSame, Unmet } from '../../conformance/client/testbed/unmet.ts';
import type { ClientWorld } from './client-world.ts';
import { quietHeartbeats } from './heartbeats.ts';
import { BEYOND_SKEW_SECONDS, strangePrivateKey, UNREADABLE, WRONG_COMMITS } from './wrong-messages.ts';

defineParameterType({
  name: 'wrong',
  regexp: new RegExp(Object.keys(WRONG_COMMITS).join('|')),
  transformer: (words: string) => WRONG_COMMITS[words],
});

When(
  'it is sent a commit with {wrong}',
  async function (this: ClientWorld, wrong: (typeof WRONG_COMMITS)[string]) {
    const { testbed } = this;
    const jobId = unusedJobId();
    this.remember({ mark: testbed.watch.mark(), jobId });
    testbed.wire.send(testbed.org, testbed.node, wrong(testbed, jobId));
    await testbed.jobs.settle();
  },
);

When('it is sent the commit of a job once more', async function (this: ClientWorld) {
  const { testbed } = this;
  const since = testbed.watch.mark();
  const { id } = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
  const [frames] = testbed.watch
    .since(since)
    .flatMap((seen) => (seen.kind === 'said' && seen.frames[1]?.includes('"commit"') ? [seen.frames] : []));
  if (frames === undefined) throw new Error(`no commit of job ${id} was seen leaving`);
  this.remember({ mark: testbed.watch.mark(), jobId: id });
  testbed.wire.send(testbed.org, testbed.node, () => frames);
  await testbed.jobs.settle();
});

When('it is sent an abort with a wrong signature', function (this: ClientWorld) {
  const { testbed } = this;
  this.remember({ mark: testbed.watch.mark() });
  const frames = framesOfServerMessage({ type: 'abort' }, { key: strangeKey() });
  testbed.wire.send(testbed.org, testbed.node, frames);
});

When(
  'it is sent what is no JSON, has no header, is of an unknown type, or has frames too many or too few',
  function (this: ClientWorld) {
    const { wire, org, node } = this.testbed;
    for (const make of UNREADABLE) wire.send(org, node, make);
  },
);

When(
  'it hears a heartbeat of another incarnation with a wrong signature',
  async function (this: ClientWorld) {
    const key = await strangePrivateKey();
    this.remember({ mark: this.testbed.watch.mark() });
    this.testbed.wire.publish(heartbeatFrames(randomUUID(), key));
  },
);

Then('it does not answer this commit', function (this: ClientWorld) {
  const answers = answersTo(this);
  if (answers !== '') throw new Unmet('no word of it', answers);
});

Then('it does not answer this commit, or has the quirk old-timestamps', function (this: ClientWorld) {
  const answers = answersTo(this);
  if (answers !== '') this.meet('old-timestamps', `${BEYOND_SKEW_SECONDS} s older than allowed: ${answers}`);
});

Then('it does not answer this commit, or has the quirk replays', function (this: ClientWorld) {
  const answers = answersTo(this);
  if (answers !== '') this.meet('replays', `the commit of job ${this.recall('jobId')} once more: ${answers}`);
});

Then('it goes on with this job and says nothing but heartbeats of it', async function (this: ClientWorld) {
  const { testbed } = this;
  const [{ id }, after] = [this.recall('running'), this.recall('mark')];
  const beats = await quietHeartbeats(testbed, after);
  if (beats.every(({ jobId }) => jobId === id) && testbed.jobs.answersTo(id, after).length === 0) return;
  throw new Unmet(`heartbeats of job ${id} and nothing else`, lastEventsText(testbed.watch.since(after)));
});

Then('it does not ask for its configuration during 4 heartbeats', async function (this: ClientWorld) {
  const { testbed } = this;
  const since = this.recall('mark');
  await quietHeartbeats(testbed, since);
  const requests = configRequests(testbed, testbed.watch.since(since));
  expectSame('requests for the configuration', '0', String(requests.length));
});

Then('it has sent nothing so far that the server refuses', function (this: ClientWorld) {
  const refused = this.testbed.watch.since(0).filter(({ kind }) => kind === 'refused');
  if (refused.length > 0) throw new Unmet('only messages that are sound', lastEventsText(refused));
});

/** What the client has said of the job in the message that it was sent, in a line. */
function answersTo(world: ClientWorld): string {
  const answers = world.testbed.jobs.answersTo(world.recall('jobId'), world.recall('mark'));
  return answers.map(({ type }) => type).join(', ');
}
