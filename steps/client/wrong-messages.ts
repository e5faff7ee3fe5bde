import { createPrivateKey } from 'node:crypto';
import { CLIENT_COMMAND } from '../../conformance/client/testbed/commands.ts';
import {
  framesOfServerMessage,
  type MakeFrames,
  strangeKey,
} from '../../conformance/client/testbed/server-frames.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import { signHmacMessage } from '../../protocol/wire/signature.ts';

/** Seconds beyond the skew that is allowed: more than the second to which a timestamp is cut. */
export const BEYOND_SKEW_SECONDS = 60;

/** A message about a job, as the server would send it or otherwise. */
type AboutJob = (testbed: Testbed, jobId: string) => MakeFrames;

/** What is wrong with a commit, in the words of the sentences. */
export const WRONG_COMMITS: Readonly<Record<string, AboutJob>> = {
  'a wrong signature': (testbed, jobId) =>
    framesOfServerMessage(commit(testbed, jobId), { key: strangeKey() }),
  'a body that was changed after it was signed': (testbed, jobId) => (signing) => {
    const [header = '', body = ''] = framesOfServerMessage(commit(testbed, jobId))(signing);
    return [header, String(body).replace(CLIENT_COMMAND.succeed, CLIENT_COMMAND.fail)];
  },
  'a timestamp that is too old': commitOffBy(-1),
  'a timestamp that is too far in the future': commitOffBy(1),
};

/** Messages that nobody can read; rightly signed, where they are signed at all. */
export const UNREADABLE: readonly MakeFrames[] = [
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

/** A private key that no server has. */
export async function strangePrivateKey() {
  const { privateKey } = await newKeyPairAsync();
  return createPrivateKey(privateKey);
}

function commit(testbed: Testbed, jobId: string): ServerMessage {
  return { type: 'commit', jobId, server: testbed.org, command: CLIENT_COMMAND.succeed, capture: false };
}

/** A commit whose timestamp is off by more than the skew that is allowed: 1 in the future, -1 in the past. */
function commitOffBy(sign: 1 | -1): AboutJob {
  return (testbed, jobId) => {
    const timestampByMs = sign * (testbed.timings.maxMessageSkewSeconds + BEYOND_SKEW_SECONDS) * 1_000;
    return framesOfServerMessage(commit(testbed, jobId), { timestampByMs });
  };
}
