import assert from 'node:assert/strict';
import test from 'node:test';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { JobInput } from './job-input.ts';
import { countedAnew, inWords, jobState, TERMINAL_STATUSES } from './testing/job-fixtures.ts';
import { jobTransition } from './transition.ts';
import { VOTING, type VotingInput, type VotingPhase } from './voting.ts';

/** Next status of web1 (`-`: stays), then events and orders. Written down from the table in protocol §6. */
const EXPECTED: Readonly<Record<VotingInput, Readonly<Record<VotingPhase, readonly string[]>>>> = {
  ack_commit: {
    new: ['ready', 'quorum_vote web1 success'],
    ready: ['-', 'quorum_vote web1 unexpected_commit'],
    terminal: ['-', 'rehab web1', 'order rehab web1', 'quorum_vote web1 client_died_while_voting'],
  },
  nack_commit: {
    new: ['nacked', 'quorum_vote web1 failure'],
    ready: ['unavailable', 'rehab web1', 'order rehab web1', 'quorum_vote web1 lost_availibility'],
    terminal: ['-', 'rehab web1', 'order rehab web1', 'quorum_vote web1 client_died_while_voting'],
  },
  down: {
    new: ['unavailable', 'quorum_vote web1 down', 'rehab web1', 'order rehab web1'],
    ready: ['unavailable', 'quorum_vote web1 down', 'rehab web1', 'order rehab web1'],
    terminal: ['-', 'quorum_vote web1 down', 'rehab web1', 'order rehab web1'],
  },
  ack_run: {
    new: ['unavailable', 'rehab web1', 'order rehab web1'],
    ready: ['unavailable', 'rehab web1', 'order rehab web1'],
    terminal: ['-', 'rehab web1', 'order rehab web1'],
  },
  nack_run: {
    new: ['unavailable', 'rehab web1', 'order rehab web1'],
    ready: ['unavailable', 'rehab web1', 'order rehab web1'],
    terminal: ['-', 'rehab web1', 'order rehab web1'],
  },
  succeeded: {
    new: ['unavailable', 'rehab web1', 'order rehab web1'],
    ready: ['unavailable', 'rehab web1', 'order rehab web1'],
    terminal: ['-', 'rehab web1', 'order rehab web1'],
  },
  failed: {
    new: ['unavailable', 'rehab web1', 'order rehab web1'],
    ready: ['unavailable', 'rehab web1', 'order rehab web1'],
    terminal: ['-', 'rehab web1', 'order rehab web1'],
  },
  aborted: {
    new: ['unavailable', 'rehab web1', 'order rehab web1'],
    ready: ['unavailable', 'rehab web1', 'order rehab web1'],
    terminal: ['-', 'rehab web1', 'order rehab web1'],
  },
  voting_timer: {
    new: ['unavailable', 'quorum_vote web1 voting_timeout', 'order rehab web1'],
    ready: ['-'],
    terminal: ['-'],
  },
  quorum_failed: {
    new: ['-'],
    ready: ['was_ready', 'order rehab web1'],
    terminal: ['-'],
  },
  cancelled: {
    new: ['unavailable', 'order rehab web1'],
    ready: ['was_ready', 'order rehab web1'],
    terminal: ['-'],
  },
};

const STATUSES: Readonly<Record<VotingPhase, readonly NodeJobStatus[]>> = {
  new: ['new'],
  ready: ['ready'],
  terminal: TERMINAL_STATUSES,
};

for (const what of Object.keys(VOTING) as VotingInput[]) {
  for (const phase of Object.keys(VOTING[what]) as VotingPhase[]) {
    for (const status of STATUSES[phase]) {
      test(`while voting, ${what} of a node that is ${status} does what the table says`, () => {
        // web2 keeps the vote open, until the timer fires or it says no to a quorum of both
        const quorum = what === 'quorum_failed' ? 2 : 0;
        const job = jobState('voting', { web1: status, web2: 'new' }, { quorum });
        const { job: after, effects } = jobTransition(job, inputOf(what));

        const [next, ...expected] = EXPECTED[what][phase];
        const words = effects.flatMap(inWords).filter(isOfThisTable);
        assert.equal(after.nodes.get('web1')?.status, next === '-' ? status : next);
        assert.deepEqual(after.counts, countedAnew(after));
        assert.deepEqual(words, next === '-' ? expected : [`store web1 ${next}`, ...expected]);
        assert.equal(job.nodes.get('web1')?.status, status, 'the state before is left as it was');
        if (what === 'quorum_failed')
          assert.equal(after.status, phase === 'new' ? 'voting' : 'quorum_failed');
        else if (what === 'cancelled') assert.equal(after.status, 'aborted');
        else if (what !== 'voting_timer') assert.equal(after.status, 'voting');
      });
    }
  }
}

function inputOf(what: VotingInput): JobInput {
  if (what === 'voting_timer') return { type: 'votingTimerFired' };
  if (what === 'quorum_failed') return { type: 'node', node: 'web2', what: 'nack_commit' };
  if (what === 'cancelled') return { type: 'cancel' };
  return { type: 'node', node: 'web1', what };
}

/** The timer takes web2 along and ends the vote, after which a ready node is told to run: other tests' matter. */
function isOfThisTable(word: string): boolean {
  return word.includes('web1') && word !== 'order run web1';
}
