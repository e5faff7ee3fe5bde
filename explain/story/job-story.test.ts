import assert from 'node:assert/strict';
import test from 'node:test';
import { joinEvidence, NO_EVIDENCE } from '../evidence/evidence.ts';
import { evidenceInBytes } from '../evidence/read-evidence.ts';
import { explainEvidence } from '../explain.ts';

const JOB = 'c0e5f1e2a3b4f4879f74d30dae14d3f3';

/** A feed of events, each some seconds after the first. */
function feedOf(events: readonly (readonly [seconds: number, name: string, data?: object])[]): string {
  return events
    .map(([seconds, name, data], index) => {
      const time = new Date(1_764_583_200_000 + seconds * 1_000).toISOString();
      const timestamp = `${time.slice(0, 10)} ${time.slice(11, 23)}${String(index).padStart(3, '0')}Z`;
      return `event: ${name}\nid: job-${index + 1}\ndata: ${JSON.stringify({ timestamp, ...data })}\n\n`;
    })
    .join('');
}

const CRASH = feedOf([
  [0, 'start', { command: 'deploy', node_count: 2, quorum: 2, run_timeout: 60, user: 'rebecca' }],
  [0.1, 'quorum_vote', { node: 'web1', status: 'success' }],
  [0.1, 'quorum_vote', { node: 'web3', status: 'success' }],
  [0.1, 'quorum_succeeded'],
  [0.2, 'run_start', { node: 'web1' }],
  [0.3, 'run_complete', { node: 'web1', status: 'success' }],
  [8, 'rehab', { node: 'web3' }],
  [8, 'run_complete', { node: 'web3', status: 'crashed' }],
  [8, 'job_complete', { status: 'complete' }],
]);

test('a job is told as it went, the nodes that did not succeed first, with causes and where to look', () => {
  const [job] = explainEvidence(evidenceInBytes(Buffer.from(CRASH), 'feed'), { isPartial: false }).jobs;
  assert.equal(job?.judgement.verdict, 'legal');
  assert.deepEqual(job?.story.sentences, [
    'The job ran "deploy" on 2 nodes, with a quorum of 2, asked for by rebecca.',
    'In the vote 2 said yes and 0 no; 0 were down or went down, 0 did not answer in time.',
    'The quorum was met after 0.10 s.',
    'It ended as complete after 8.00 s: every node that had voted yes was done.',
  ]);
  const [web3, web1] = job?.story.nodes ?? [];
  assert.equal(
    web3?.told,
    'web3 voted yes after 0.10 s, then was lost after 8.00 s: it went down, or answered what nobody had asked, and was sent to rehab.',
  );
  assert.equal(web3?.look[0], 'push-harness doctor web3');
  assert.match(web3?.causes[0] ?? '', /lost the network/);
  assert.equal(web1?.isGood, true);
  assert.deepEqual(web1?.causes, []);
});

test('of a node that was taken for down a trace tells how long it had been silent', () => {
  const spoken = [4, 5, 6].map((seconds) => ({
    ...({ node: 'web3', direction: 'out', type: 'heartbeat', jobId: JOB, refused: undefined } as const),
    ...{ atMs: 1_764_583_200_000 + seconds * 1_000, at: { source: 'trace' } },
  }));
  const evidence = joinEvidence([evidenceInBytes(Buffer.from(CRASH), 'feed'), { ...NO_EVIDENCE, spoken }]);
  const [job] = explainEvidence(evidence, { isPartial: false }).jobs;
  assert.match(
    job?.story.nodes[0]?.told ?? '',
    /its last message had come 2\.0 s before, 2 times as long as between its messages before/,
  );
});

test('a node of a server that was killed may be shown where it stood before, and nobody is accused', () => {
  const begun = CRASH.slice(0, CRASH.indexOf('event: run_complete'));
  const job = { id: JOB, command: 'deploy', status: 'crashed', run_timeout: 60 };
  const shown = (nodes: object): string => {
    const parts = [begun, JSON.stringify({ ...job, nodes })].map((text) =>
      evidenceInBytes(Buffer.from(text), 'x'),
    );
    return explainEvidence(joinEvidence(parts), { isPartial: false })
      .jobs.map(({ judgement }) => judgement.verdict)
      .join();
  };
  assert.equal(shown({ crashed: ['web1'], was_ready: ['web3'] }), 'legal');
  assert.equal(shown({ was_ready: ['web1', 'web3'] }), 'legal');
  assert.equal(shown({ crashed: ['web1'], nacked: ['web3'] }), 'illegal');
});
