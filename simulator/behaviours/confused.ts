import type { Forgery, NodeMessage, NodeMessageType, Send, VirtualNodeEffect } from '../node/planned.ts';
import { jobIdOf, type VirtualNodeState } from '../node/state.ts';
import { defineBehaviour } from './behaviour.ts';
import { changing, JOB_ANSWERS, says, VOTES } from './reshaping.ts';
import { wordsIn } from './words.ts';

type Confusion = (
  planned: readonly VirtualNodeEffect[],
  node: VirtualNodeState,
) => readonly VirtualNodeEffect[];
type Answer = Exclude<NodeMessageType, 'heartbeat'>;

const UNKNOWN_JOB = '0123456789abcdef0123456789abcdef';
const RESULTS: readonly NodeMessageType[] = ['succeeded', 'failed'];

/** What can be mixed up. Each is the answer to one thing, wrong in one way. */
export const CONFUSIONS = {
  nack_after_ack: followedBy(['ack_commit'], 'nack_commit'),
  ack_after_nack: followedBy(['nack_commit'], 'ack_commit'),
  double_ack_commit: followedBy(['ack_commit'], 'ack_commit'),
  run_answer_while_voting: followedBy(['ack_commit'], 'ack_run'),
  result_while_voting: followedBy(['ack_commit'], 'succeeded'),
  aborted_while_voting: followedBy(['ack_commit'], 'aborted'),
  double_ack_run: followedBy(['ack_run'], 'ack_run'),
  vote_while_running: followedBy(['ack_run'], 'ack_commit'),
  nack_run_while_running: followedBy(['ack_run'], 'nack_run'),
  aborted_while_running: followedBy(['ack_run'], 'aborted'),
  nack_run: insteadOfRun('nack_run'),
  aborted_on_run: insteadOfRun('aborted'),
  vote_on_run: insteadOfRun('ack_commit'),
  result_before_ack_run: insteadOfRun('succeeded'),
  failure_before_ack_run: insteadOfRun('failed'),
  ack_run_after_end: followedBy(RESULTS, 'ack_run'),
  nack_run_after_end: followedBy(RESULTS, 'nack_run'),
  double_result: followedBy(RESULTS, 'succeeded'),
  wrong_job_id: forging(JOB_ANSWERS, { jobId: UNKNOWN_JOB }),
  wrong_job_id_when_aborted: forging(['aborted'], { jobId: UNKNOWN_JOB }),
  wrong_job_in_heartbeat: forging(['heartbeat'], { jobId: UNKNOWN_JOB }),
  long_job_id: forging(JOB_ANSWERS, { jobId: 'x'.repeat(65) }),
  null_job_id: forging(JOB_ANSWERS, { jobId: 'null' }),
  unknown_type: forging(VOTES, { type: 'ack_lunch' }),
} as const satisfies Record<string, Confusion>;

/** Says things that do not fit what it does. */
export const confused = defineBehaviour({
  name: 'confused',
  summary: 'sends messages that do not fit: nacks after its ack, acks twice, names a wrong job',
  defaults: { does: 'nack_after_ack' as keyof typeof CONFUSIONS },
  meanings: {
    does: 'The wrong message: one that follows another (as in nack_after_ack), one in place of another (as in nack_run), or one with a wrong word in it (as in wrong_job_id).',
  },
  choices: { does: wordsIn(CONFUSIONS) },
  reshape: (planned, { options, node }) => CONFUSIONS[options.does](planned, node),
});

/** The message, and another one for the same job behind it. */
function followedBy(types: readonly NodeMessageType[], another: Answer): Confusion {
  return (planned) =>
    planned.flatMap((effect) =>
      says(effect, types) && effect.content.jobId !== null
        ? [effect, sending(another, effect.content.jobId)]
        : effect,
    );
}

/** Neither the ack of the run nor its command. */
function insteadOfRun(answer: Answer): Confusion {
  return (planned, node) => {
    const jobId = jobIdOf(node.job);
    if (jobId === null || !planned.some((effect) => says(effect, ['ack_run']))) return planned;
    return changing(planned, 'runCommand', () => []).flatMap((effect) =>
      says(effect, ['ack_run']) ? sending(answer, jobId) : effect,
    );
  };
}

/** The message with a wrong word in it. */
function forging(types: readonly NodeMessageType[], forged: Forgery): Confusion {
  return (planned) => planned.map((effect) => (says(effect, types) ? { ...effect, forged } : effect));
}

function sending(type: Answer, jobId: string): Send {
  const said: NodeMessage = { type, jobId };
  return { type: 'send', content: said };
}
