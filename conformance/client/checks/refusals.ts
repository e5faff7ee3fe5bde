import { createPrivateKey, randomUUID } from 'node:crypto';
import { newKeyPairAsync } from '../../../protocol/signing/key-pair.ts';
import type { Frames } from '../../../protocol/wire/frames.ts';
import type { ServerMessage } from '../../../protocol/wire/server-message.ts';
import { signHmacMessage } from '../../../protocol/wire/signature.ts';
import type { MessageSigning } from '../../../server/broker/wire.ts';
import { lastEventsText } from '../testbed/client-event.ts';
import { CLIENT_COMMAND } from '../testbed/commands.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { expectSame, Unmet } from '../testbed/unmet.ts';
import type { Topic } from './check.ts';
import { configRequests } from './contact.ts';
import { quietHeartbeats } from './heartbeats.ts';
import { listed, runningJob } from './jobs.ts';
import { framesOfServerMessage, heartbeatFrames, strangeKey, unusedJobId } from './server-frames.ts';

/** Seconds beyond the skew that is allowed: more than the second to which a timestamp is cut. */
const BEYOND_SKEW_SECONDS = 60;
export const REFUSALS: Topic = {
  name: 'refusals',
  about: 'A client does not take from anybody but its server what only its server may say',
  checks: [
    {
      id: 'CLIENT-030',
      level: 'must',
      name: 'does not answer a commit with a wrong signature',
      source: 'protocol §4',
      run: (testbed) =>
        expectNoAnswer(testbed, (jobId) =>
          framesOfServerMessage(commit(testbed, jobId), { key: strangeKey() }),
        ),
    },
    {
      id: 'CLIENT-031',
      level: 'must',
      name: 'does not answer a commit whose body was changed after it was signed',
      source: 'protocol §4',
      run: (testbed) =>
        expectNoAnswer(testbed, (jobId) => (signing) => {
          const [header = '', body = ''] = framesOfServerMessage(commit(testbed, jobId))(signing);
          return [header, String(body).replace(CLIENT_COMMAND.succeed, CLIENT_COMMAND.fail)];
        }),
    },
    {
      id: 'CLIENT-032',
      level: 'must',
      name: 'does not answer a commit whose timestamp is too old',
      source: 'protocol §4',
      run: async (testbed, meet) => {
        const answers = await answersTo(testbed, commitOffBy(testbed, -1));
        if (answers !== '') meet('old-timestamps', `${BEYOND_SKEW_SECONDS} s older than allowed: ${answers}`);
        await expectWorking(testbed);
      },
    },
    {
      id: 'CLIENT-038',
      level: 'must',
      name: 'does not answer a commit whose timestamp is too far in the future',
      source: 'protocol §4',
      run: (testbed) => expectNoAnswer(testbed, commitOffBy(testbed, 1)),
    },
    {
      id: 'CLIENT-033',
      level: 'may',
      name: 'does not answer a commit that came before',
      source: 'protocol §4: every message has a sequence; what a client does with it is left to it',
      run: async (testbed, meet) => {
        const since = testbed.watch.mark();
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
        const said = testbed.watch
          .since(since)
          .flatMap((seen) =>
            seen.kind === 'said' && seen.frames[1]?.includes('"commit"') ? [seen.frames] : [],
          );
        const [frames] = said;
        if (frames === undefined) throw new Error(`no commit of job ${job.id} was seen leaving`);
        const after = testbed.watch.mark();
        testbed.wire.send(testbed.org, testbed.node, () => frames);
        await testbed.jobs.settle();
        const answers = answersOf(testbed, job.id, after);
        if (answers !== '') meet('replays', `the commit of job ${job.id} once more: ${answers}`);
        await expectWorking(testbed);
      },
    },
    {
      id: 'CLIENT-034',
      level: 'must',
      name: 'goes on with its job when an abort has a wrong signature',
      source: 'protocol §4',
      run: async (testbed) => {
        const { id } = await runningJob(testbed);
        const after = testbed.watch.mark();
        testbed.wire.send(
          testbed.org,
          testbed.node,
          framesOfServerMessage({ type: 'abort' }, { key: strangeKey() }),
        );
        const isRunning = (jobId: string | null): boolean => jobId === id;
        const beats = await quietHeartbeats(testbed, after);
        if (!beats.every(({ jobId }) => isRunning(jobId)) || testbed.jobs.answersTo(id, after).length > 0) {
          throw new Unmet(
            `heartbeats of job ${id} and nothing else`,
            lastEventsText(testbed.watch.since(after)),
          );
        }
      },
    },
    {
      id: 'CLIENT-035',
      level: 'must',
      name: 'goes on when messages cannot be read: no JSON, no header, unknown types, frames too many',
      source: 'protocol §4',
      run: async (testbed) => {
        for (const make of UNREADABLE) testbed.wire.send(testbed.org, testbed.node, make);
        await expectWorking(testbed);
      },
    },
    {
      id: 'CLIENT-036',
      level: 'must',
      name: 'does not believe a heartbeat of another incarnation with a wrong signature',
      source: 'protocol §4, §8',
      run: async (testbed) => {
        const { privateKey } = await newKeyPairAsync();
        const since = testbed.watch.mark();
        testbed.wire.publish(heartbeatFrames(randomUUID(), createPrivateKey(privateKey)));
        await quietHeartbeats(testbed, since);
        const requests = configRequests(testbed, testbed.watch.since(since));
        expectSame('requests for the configuration', '0', String(requests.length));
        await expectWorking(testbed);
      },
    },
    {
      id: 'CLIENT-037',
      level: 'must',
      name: 'has sent nothing so far that its server has to refuse',
      source: 'protocol §4',
      run: async (testbed) => {
        const refused = testbed.watch.since(0).filter(({ kind }) => kind === 'refused');
        if (refused.length > 0) throw new Unmet('only messages that are sound', lastEventsText(refused));
      },
    },
  ],
};

/** Rightly signed, where they are signed at all. */
const UNREADABLE: readonly ((signing: MessageSigning) => Frames)[] = [
  ({ sessionKey }) => signHmacMessage('no JSON', sessionKey),
  ({ sessionKey }) => signHmacMessage('[]', sessionKey),
  ({ sessionKey }) => signHmacMessage('', sessionKey),
  ({ sessionKey, sequence }) =>
    signHmacMessage(`{"type":"lunch","sequence":${sequence},"timestamp":"soon"}`, sessionKey),
  () => ['no header', '{"type":"abort"}'],
  () => ['', ''],
  (signing) => [...framesOfServerMessage({ type: 'ack' })(signing), 'one more'],
  (signing) => framesOfServerMessage({ type: 'ack' })(signing).slice(0, 1),
];

function commit(testbed: Testbed, jobId: string): ServerMessage {
  return { type: 'commit', jobId, server: testbed.org, command: CLIENT_COMMAND.succeed, capture: false };
}

/** A message about a job, as the server would send it or otherwise. */
type AboutJob = (jobId: string) => (signing: MessageSigning) => Frames;

/** A commit whose timestamp is off by more than the skew that is allowed: 1 in the future, -1 in the past. */
function commitOffBy(testbed: Testbed, sign: 1 | -1): AboutJob {
  const timestampByMs = sign * (testbed.timings.maxMessageSkewSeconds + BEYOND_SKEW_SECONDS) * 1_000;
  return (jobId) => framesOfServerMessage(commit(testbed, jobId), { timestampByMs });
}

/** Sends a commit that is wrong; then a job that is right must go as if nothing had been. */
async function expectNoAnswer(testbed: Testbed, make: AboutJob): Promise<void> {
  const answers = await answersTo(testbed, make);
  if (answers !== '') throw new Unmet('no word of it', answers);
  await expectWorking(testbed);
}

/** What the client answers to a message about a job that there is not, in a line. It has dropped that job again. */
async function answersTo(testbed: Testbed, make: AboutJob): Promise<string> {
  const since = testbed.watch.mark();
  const jobId = unusedJobId();
  testbed.wire.send(testbed.org, testbed.node, make(jobId));
  await testbed.jobs.settle();
  return answersOf(testbed, jobId, since);
}

/** What the client has said of a job, in a line. */
function answersOf(testbed: Testbed, jobId: string, since: number): string {
  return testbed.jobs
    .answersTo(jobId, since)
    .map(({ type }) => type)
    .join(', ');
}

async function expectWorking(testbed: Testbed): Promise<void> {
  const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
  expectSame('answers to a job that follows', 'ack_commit, ack_run, succeeded', listed(job));
}
