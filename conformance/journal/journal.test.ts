import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { SimulatedClock } from '../../protocol/time/simulated-clock.ts';
import { connect } from '../../server/store/sqlite/connection.ts';
import { MAX_BODY_CHARACTERS } from './body-text.ts';
import { Journal, type JournalOptions } from './journal.ts';
import { JOURNAL_SUBFOLDER } from './places.ts';
import { type JournalFilter, readJournal } from './read-journal.ts';
import type { ScenarioJournal } from './scenario-journal.ts';

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

/** Lets a journal be written, and gives the folder that it is in. */
async function written(
  t: TestContext,
  write: (journal: Journal, clock: SimulatedClock) => void,
  options: Partial<JournalOptions> = {},
): Promise<string> {
  const folder = await newFolder(t);
  const clock = new SimulatedClock();
  const journal = await Journal.open({ folder, writer: '0', clock, ...options });
  write(journal, clock);
  await journal.close();
  return options.folder ?? folder;
}

/** A scenario with one of everything. */
function busy(scenario: ScenarioJournal, clock: SimulatedClock): void {
  const { frames, requests } = scenario;
  const jobs = '/organizations/dev/pushy/jobs';
  const asked = { method: 'POST', path: jobs, user: 'admin', body: '{"nodes":["web1"]}' } as const;
  requests.asked(asked);
  clock.advance(5);
  requests.answered(asked, 201, Buffer.from('{"id":"job-1"}'), {
    location: '/jobs/job-1',
    'set-cookie': 'secret',
  });
  frames('web1', 'in', ['a header', Buffer.from('{"type":"commit","job_id":"job-1"}')]);
  frames('web2', 'out', ['a header', '{"type":"heartbeat","job_state":"idle"}']);
  const data = { node: 'web1', status: 'success' };
  const event = { event: 'quorum_vote', id: '2', data, text: JSON.stringify(data) };
  requests.event('/organizations/dev/pushy/job_status_feed/job-1', event);
  requests.failed(
    { method: 'GET', path: `${jobs}/job-1/output/web1/stdout`, user: undefined, body: undefined },
    'gone',
  );
}

async function subjects(folder: string, filter: JournalFilter = {}): Promise<readonly string[]> {
  const scenarios = await readJournal(folder, filter);
  return scenarios.flatMap(({ id, entries }) =>
    entries.map(({ kind, direction, node, subject }) => `${id} ${kind} ${direction} ${node} ${subject}`),
  );
}

const ALL = [
  'A-001 request out undefined POST /organizations/dev/pushy/jobs as admin',
  'A-001 request in undefined 201 to POST /organizations/dev/pushy/jobs',
  'A-001 frame in web1 a header',
  'A-001 frame out web2 a header',
  'A-001 event in web1 quorum_vote 2 of /organizations/dev/pushy/job_status_feed/job-1',
  'A-001 request in web1 no answer to GET /organizations/dev/pushy/jobs/job-1/output/web1/stdout',
];

test('what was seen is read back with its time, node and direction, in its order', async (t) => {
  const folder = await written(t, (journal, clock) => {
    const scenario = journal.begin('A-001', 'a name', 1);
    busy(scenario, clock);
    scenario.end('PASSED');
  });
  assert.deepEqual(await subjects(folder), ALL);
  const [scenario] = await readJournal(folder);
  assert.ok(scenario);
  const { entries, begunMs, ...facts } = scenario;
  assert.deepEqual(facts, { id: 'A-001', name: 'a name', attempt: 1, outcome: 'PASSED', dropped: 0 });
  assert.deepEqual(
    entries.map(({ atMs, body }) => [atMs - begunMs, body]),
    [
      [0, '{"nodes":["web1"]}'],
      [5, '{"id":"job-1"}'],
      [5, '{"type":"commit","job_id":"job-1"}'],
      [5, '{"type":"heartbeat","job_state":"idle"}'],
      [5, '{"node":"web1","status":"success"}'],
      [5, 'gone'],
    ],
  );
  const headers = entries.flatMap(({ headers }) => (headers === undefined ? [] : [headers]));
  assert.deepEqual(
    headers,
    ['{"location":"/jobs/job-1"}'],
    'of the one answer, without what may hold a session',
  );
});

test('entries are chosen by node, job, kind and scenario', async (t) => {
  const folder = await written(t, (journal, clock) => {
    busy(journal.begin('A-001', 'one', 1), clock);
    busy(journal.begin('A-002:1', 'a row', 1), clock);
    busy(journal.begin('A-002:2', 'another row', 1), clock);
  });
  const one = { scenario: 'A-001' };
  assert.deepEqual(await subjects(folder, { ...one, node: 'web1' }), [ALL[2], ALL[4], ALL[5]]);
  assert.deepEqual(await subjects(folder, { ...one, job: 'job-1' }), [ALL[1], ALL[2], ALL[4], ALL[5]]);
  assert.deepEqual(await subjects(folder, { ...one, kind: 'frame', job: 'job-1' }), [ALL[2]]);
  const ids = async (scenario: string) => (await readJournal(folder, { scenario })).map(({ id }) => id);
  assert.deepEqual(await ids('A-002'), ['A-002:1', 'A-002:2']);
  assert.deepEqual(await ids('A-002:2'), ['A-002:2']);
  assert.deepEqual(await ids('A-00'), []);
  assert.deepEqual(await readJournal(folder, { node: 'web9' }), []);
});

test('the files of several processes are read as one, also from the folder of the run', async (t) => {
  const run = await newFolder(t);
  const folder = join(run, JOURNAL_SUBFOLDER);
  const clock = new SimulatedClock();
  for (const writer of ['1', '0']) {
    await written(t, (journal) => busy(journal.begin(`A-00${writer}`, 'a name', 1), clock), {
      ...{ folder, writer, clock },
    });
    clock.advance(10);
  }
  const ids = (await readJournal(run)).map(({ id }) => id);
  assert.deepEqual(ids, ['A-001', 'A-000']);
  assert.deepEqual(await readdir(folder), ['0.journal.sqlite', '1.journal.sqlite']);
});

test('a scenario keeps its first entries, and its last ones where it failed', async (t) => {
  for (const [outcome, kept, dropped] of [
    ['PASSED', ['0', '1', '2'], 7],
    ['FAILED', ['0', '1', '2', '8', '9'], 5],
  ] as const) {
    const folder = await written(
      t,
      (journal) => {
        const scenario = journal.begin('A-001', 'a name', 1);
        for (let number = 0; number < 10; number += 1) scenario.frames('web1', 'in', [String(number), '{}']);
        scenario.end(outcome);
        scenario.frames('web1', 'in', ['too late', '{}']);
      },
      { limits: { scenarioEntries: 3, lastEntries: 2 } },
    );
    const [scenario] = await readJournal(folder);
    assert.deepEqual(
      scenario?.entries.map(({ subject }) => subject),
      kept,
    );
    assert.equal(scenario?.dropped, dropped);
  }
});

test('the scenarios of a process share a limit of characters', async (t) => {
  const folder = await written(
    t,
    (journal) => {
      for (const id of ['A-001', 'A-002']) {
        const scenario = journal.begin(id, 'a name', 1);
        scenario.frames('web1', 'in', ['12', '345678']);
        scenario.end('PASSED');
      }
    },
    { limits: { characters: 12 } },
  );
  assert.deepEqual(
    (await readJournal(folder)).map(({ id }) => id),
    ['A-001'],
  );
});

test('the last of a scenario can be quoted while it goes on, also what is not kept', async (t) => {
  await written(
    t,
    (journal) => {
      const scenario = journal.begin('A-001', 'a name', 1);
      for (const type of ['abort', 'commit', 'run']) {
        scenario.frames('web1', 'in', ['a header', JSON.stringify({ type })]);
      }
      assert.deepEqual(
        scenario.quote().map(({ summary }) => summary),
        ['abort', 'commit', 'run'],
      );
    },
    { limits: { scenarioEntries: 1 } },
  );
});

test('any body comes back as far as it is kept', async (t) => {
  const bodies = ['a\u0000b', 'Đ🐴', 'x'.repeat(MAX_BODY_CHARACTERS)];
  const folder = await written(t, (journal) => {
    const scenario = journal.begin('A-001', "a 'name'", 1);
    for (const body of bodies) scenario.frames('web1', 'in', ['a header', body]);
  });
  const [scenario] = await readJournal(folder);
  // not as a comparison of the texts: it would print them
  assert.deepEqual(
    scenario?.entries.map(({ body }, index) => body === bodies[index]),
    bodies.map(() => true),
  );
});

test('a journal can be read while it is written', async (t) => {
  const folder = await newFolder(t);
  const journal = await Journal.open({ folder, writer: '0' });
  for (const id of ['A-001', 'A-002', 'A-003']) {
    journal.begin(id, 'a name', 1).frames('web1', 'in', ['a header', '{}']);
    await readJournal(folder);
  }
  await journal.close();
  assert.equal((await readJournal(folder)).length, 3);
});

test('a folder without a journal, and a file that is none, are named', async (t) => {
  const folder = await newFolder(t);
  await assert.rejects(readJournal(folder), { name: 'JournalError', message: /^There is no journal in / });
  await assert.rejects(readJournal(join(folder, 'gone')), { name: 'JournalError' });
  const file = join(folder, '0.journal.sqlite');
  await writeFile(file, 'x'.repeat(5_000));
  await assert.rejects(readJournal(folder), {
    name: 'JournalError',
    message: `${file} is no journal: take it out of the folder.`,
  });
});

test('a pipe in the place of a journal is named', async (t) => {
  const folder = await newFolder(t);
  const file = join(folder, '0.journal.sqlite');
  execFileSync('mkfifo', [file]);
  await assert.rejects(readJournal(folder), (error) => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'JournalError');
    assert.ok(error.message.startsWith(`${file} cannot be read (SQLITE_`), error.message);
    return true;
  });
});

test('a journal of another version is not read', async (t) => {
  const folder = await written(t, () => {});
  const connection = await connect(join(folder, '0.journal.sqlite'));
  await connection.script('PRAGMA user_version = 1');
  await connection.close();
  await assert.rejects(readJournal(folder), { name: 'JournalError', message: /is a journal of version 1/ });
});

test('what could not be written is said at the end', async (t) => {
  const folder = await newFolder(t);
  const journal = await Journal.open({ folder, writer: '0' });
  const other = await connect(join(folder, '0.journal.sqlite'));
  await other.script('DROP TABLE entries');
  await other.close();
  journal.begin('A-001', 'a name', 1).frames('web1', 'in', ['a header', '{}']);
  await assert.rejects(journal.close(), /no such table/);
});
