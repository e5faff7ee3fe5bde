import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { Journal } from '../../conformance/journal/journal.ts';
import { JournalError } from '../../conformance/journal/journal-error.ts';
import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import type { Evidence } from './evidence.ts';
import { evidenceInJournal } from './read-evidence.ts';

const FEED = '/organizations/dev/pushy/job_status_feed/abc';
const JOBS = '/organizations/dev/pushy/jobs';

async function journalled(
  context: TestContext,
  write: (requests: ScenarioJournal['requests'], scenario: ScenarioJournal) => void,
): Promise<Evidence> {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  context.after(() => rm(folder, { recursive: true }));
  const journal = await Journal.open({ folder, writer: '0', clock: new SimulatedClock() });
  const scenario = journal.begin('A-001', 'a scenario', 1);
  write(scenario.requests, scenario);
  scenario.end('PASSED');
  await journal.close();
  return evidenceInJournal(folder, 'report');
}

const opened = (requests: ScenarioJournal['requests']): void =>
  requests.answered({ method: 'GET', path: FEED, user: 'admin', body: undefined }, 200, undefined);

function told(requests: ScenarioJournal['requests'], event: string, number: number): void {
  const data = { timestamp: `2014-07-10 05:17:40.00000${number}Z`, node: 'web1' };
  requests.event(FEED, { event, id: `e${number}`, data, text: JSON.stringify(data) });
}

const seen = ({ captures }: Evidence): readonly (readonly string[])[] =>
  captures.map(({ events }) => events.map(({ id, isAfterGap }) => `${isAfterGap ? '…' : ''}${id}`));

test('the events, jobs, requests and messages of a scenario are found', async (context) => {
  const evidence = await journalled(context, (requests, scenario) => {
    const asked = { method: 'POST', path: JOBS, user: 'admin', body: '{"nodes":["web1"]}' } as const;
    requests.asked(asked);
    requests.answered(asked, 201, Buffer.from('{"id":"abc","uri":"http://x/abc"}'));
    scenario.frames('web1', 'out', ['a header', '{"type":"ack_commit","job_id":"abc"}']);
    opened(requests);
    told(requests, 'start', 1);
    told(requests, 'job_complete', 2);
    const got = { method: 'GET', path: `${JOBS}/abc`, user: 'admin', body: undefined } as const;
    requests.answered(got, 200, Buffer.from('{"id":"abc","status":"complete","command":"true"}'));
  });
  assert.deepEqual(evidence.faults, []);
  assert.deepEqual(seen(evidence), [['e1', 'e2']]);
  assert.equal(evidence.captures[0]?.jobId, 'abc');
  assert.deepEqual(
    evidence.asked.map(({ id, nodes }) => [id, ...nodes]),
    [['abc', 'web1']],
  );
  assert.equal(evidence.shown[0]?.status, 'complete');
  assert.deepEqual(
    evidence.spoken.map(({ node, type }) => [node, type]),
    [['web1', 'ack_commit']],
  );
});

test('several readers of one feed give each event once, in order', async (context) => {
  const evidence = await journalled(context, (requests) => {
    opened(requests);
    told(requests, 'start', 1);
    opened(requests);
    for (const [index, name] of ['start', 'rehab', 'job_complete'].entries()) told(requests, name, index + 1);
    told(requests, 'rehab', 2);
  });
  assert.deepEqual(seen(evidence), [['e1', 'e2', 'e3']]);
});

test('where a reader goes on that may have missed something there is a gap', async (context) => {
  const evidence = await journalled(context, (requests) => {
    opened(requests);
    told(requests, 'start', 1);
    opened(requests);
    told(requests, 'rehab', 4);
    told(requests, 'job_complete', 5);
  });
  assert.deepEqual(seen(evidence), [['e1', '…e4', 'e5']]);
});

test('a folder without a journal is an error that says what to give', async () => {
  await assert.rejects(evidenceInJournal('/nowhere', 'report'), JournalError);
});
