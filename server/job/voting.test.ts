import assert from 'node:assert/strict';
import test from 'node:test';
import type { NodeJobStatus } from './job-record.ts';
import { countedAnew, inWords, jobState, TERMINAL_STATUSES } from './testing/job-fixtures.ts';
import { transition } from './transition.ts';
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
        // web2 keeps the vote open, but for the timer; a quorum of none then lets the job run
        const job = jobState('voting', { web1: status, web2: 'new' }, { quorum: 0 });
        const { job: after, effects } =
          what === 'voting_timer'
            ? transition(job, { type: 'votingTimerFired' })
            : transition(job, { type: 'node', node: 'web1', what });

        const [next, ...expected] = EXPECTED[what][phase];
        const words = effects.map(inWords).filter(isOfThisTable);
        assert.equal(after.nodes.get('web1'), next === '-' ? status : next);
        assert.deepEqual(after.counts, countedAnew(after));
        assert.deepEqual(words, next === '-' ? expected : [`store web1 ${next}`, ...expected]);
        assert.equal(job.nodes.get('web1'), status, 'the state before is left as it was');
        if (what !== 'voting_timer') assert.equal(after.status, 'voting');
      });
    }
  }
}

/** The timer takes web2 along and ends the vote, after which a ready node is told to run: other tests' matter. */
function isOfThisTable(word: string): boolean {
  return word.includes('web1') && word !== 'order run web1';
}
