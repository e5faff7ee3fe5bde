import { createPrivateKey, randomUUID } from 'node:crypto';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';
import type { Frames, Signing } from '../../server/broker/wire.ts';
import { COMMAND } from '../stand/commands.ts';
import { told } from '../stand/sighting.ts';
import type { Stand } from '../stand/stand.ts';
import { expectSame, Unmet } from '../stand/unmet.ts';
import type { Topic } from './check.ts';
import { configRequests } from './contact.ts';
import { quietHeartbeats } from './heartbeats.ts';
import { listed, runningJob } from './jobs.ts';
import { heartbeatFrames, serverFrames, strangeKey, unknownJobId } from './server-frames.ts';

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
      run: (stand) =>
        expectNoAnswer(stand, (jobId) => serverFrames(commit(stand, jobId), { key: strangeKey() })),
    },
    {
      id: 'CLIENT-031',
      level: 'must',
      name: 'does not answer a commit whose body was changed after it was signed',
      source: 'protocol §4',
      run: (stand) =>
        expectNoAnswer(stand, (jobId) => (signing) => {
          const [header = '', body = ''] = serverFrames(commit(stand, jobId))(signing);
          return [header, String(body).replace(COMMAND.succeed, COMMAND.fail)];
        }),
    },
    {
      id: 'CLIENT-032',
      level: 'must',
      name: 'does not answer a commit whose timestamp is too old',
      source: 'protocol §4',
      run: async (stand, meet) => {
        const answers = await answersTo(stand, commitOffBy(stand, -1));
        if (answers !== '') meet('old-timestamps', `${BEYOND_SKEW_SECONDS} s older than allowed: ${answers}`);
        await expectWorking(stand);
      },
    },
    {
      id: 'CLIENT-038',
      level: 'must',
      name: 'does not answer a commit whose timestamp is too far in the future',
      source: 'protocol §4',
      run: (stand) => expectNoAnswer(stand, commitOffBy(stand, 1)),
    },
    {
      id: 'CLIENT-033',
      level: 'may',
      name: 'does not answer a commit that came before',
      source: 'protocol §4: every message has a sequence; what a client does with it is left to it',
      run: async (stand, meet) => {
        const since = stand.watch.mark();
        const job = await stand.jobs.run({ command: COMMAND.succeed });
        const said = stand.watch
          .since(since)
          .flatMap((seen) =>
            seen.kind === 'said' && seen.frames[1]?.includes('"commit"') ? [seen.frames] : [],
          );
        const [frames] = said;
        if (frames === undefined) throw new Error(`no commit of job ${job.id} was seen leaving`);
        const after = stand.watch.mark();
        stand.wire.send(stand.org, stand.node, () => frames);
        await stand.jobs.settle();
        const answers = answersOf(stand, job.id, after);
        if (answers !== '') meet('replays', `the commit of job ${job.id} once more: ${answers}`);
        await expectWorking(stand);
      },
    },
    {
      id: 'CLIENT-034',
      level: 'must',
      name: 'goes on with its job when an abort has a wrong signature',
      source: 'protocol §4',
      run: async (stand) => {
        const { id } = await runningJob(stand);
        const after = stand.watch.mark();
        stand.wire.send(stand.org, stand.node, serverFrames({ type: 'abort' }, { key: strangeKey() }));
        const isRunning = (jobId: string | null): boolean => jobId === id;
        const beats = await quietHeartbeats(stand, after);
        if (!beats.every(({ jobId }) => isRunning(jobId)) || stand.jobs.answersTo(id, after).length > 0) {
          throw new Unmet(`heartbeats of job ${id} and nothing else`, told(stand.watch.since(after)));
        }
      },
    },
    {
      id: 'CLIENT-035',
      level: 'must',
      name: 'goes on when messages cannot be read: no JSON, no header, unknown types, frames too many',
      source: 'protocol §4',
      run: async (stand) => {
        for (const make of UNREADABLE) stand.wire.send(stand.org, stand.node, make);
        await expectWorking(stand);
      },
    },
    {
      id: 'CLIENT-036',
      level: 'must',
      name: 'does not believe a heartbeat of another incarnation with a wrong signature',
      source: 'protocol §4, §8',
      run: async (stand) => {
        const { privateKey } = await newKeyPairAsync();
        const since = stand.watch.mark();
        stand.wire.publish(heartbeatFrames(randomUUID(), createPrivateKey(privateKey)));
        await quietHeartbeats(stand, since);
        const requests = configRequests(stand, stand.watch.since(since));
        expectSame('requests for the configuration', '0', String(requests.length));
        await expectWorking(stand);
      },
    },
    {
      id: 'CLIENT-037',
      level: 'must',
      name: 'has sent nothing so far that its server has to refuse',
      source: 'protocol §4',
      run: async (stand) => {
        const refused = stand.watch.since(0).filter(({ kind }) => kind === 'refused');
        if (refused.length > 0) throw new Unmet('only messages that are sound', told(refused));
      },
    },
  ],
};

/** Rightly signed, where they are signed at all. */
const UNREADABLE: readonly ((signing: Signing) => Frames)[] = [
  ({ sessionKey }) => signHmacMessage('no JSON', sessionKey),
  ({ sessionKey }) => signHmacMessage('[]', sessionKey),
  ({ sessionKey }) => signHmacMessage('', sessionKey),
  ({ sessionKey, sequence }) =>
    signHmacMessage(`{"type":"lunch","sequence":${sequence},"timestamp":"soon"}`, sessionKey),
  () => ['no header', '{"type":"abort"}'],
  () => ['', ''],
  (signing) => [...serverFrames({ type: 'ack' })(signing), 'one more'],
  (signing) => serverFrames({ type: 'ack' })(signing).slice(0, 1),
];

function commit(stand: Stand, jobId: string): ServerMessage {
  return { type: 'commit', jobId, server: stand.org, command: COMMAND.succeed, capture: false };
}

/** A message about a job, as the server would send it or otherwise. */
type AboutJob = (jobId: string) => (signing: Signing) => Frames;

/** A commit whose timestamp is off by more than the skew that is allowed: 1 in the future, -1 in the past. */
function commitOffBy(stand: Stand, sign: 1 | -1): AboutJob {
  const timestampByMs = sign * (stand.timings.maxMessageSkewSeconds + BEYOND_SKEW_SECONDS) * 1_000;
  return (jobId) => serverFrames(commit(stand, jobId), { timestampByMs });
}

/** Sends a commit that is wrong; then a job that is right must go as if nothing had been. */
async function expectNoAnswer(stand: Stand, make: AboutJob): Promise<void> {
  const answers = await answersTo(stand, make);
  if (answers !== '') throw new Unmet('no word of it', answers);
  await expectWorking(stand);
}

/** What the client answers to a message about a job that there is not, in a line. It has dropped that job again. */
async function answersTo(stand: Stand, make: AboutJob): Promise<string> {
  const since = stand.watch.mark();
  const jobId = unknownJobId();
  stand.wire.send(stand.org, stand.node, make(jobId));
  await stand.jobs.settle();
  return answersOf(stand, jobId, since);
}

/** What the client has said of a job, in a line. */
function answersOf(stand: Stand, jobId: string, since: number): string {
  return stand.jobs
    .answersTo(jobId, since)
    .map(({ type }) => type)
    .join(', ');
}

async function expectWorking(stand: Stand): Promise<void> {
  const job = await stand.jobs.run({ command: COMMAND.succeed });
  expectSame('answers to a job that follows', 'ack_commit, ack_run, succeeded', listed(job));
}
