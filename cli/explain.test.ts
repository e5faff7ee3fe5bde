import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv } from 'ajv';
import { randomRun } from '../explain/testing/random-run.ts';
import { answerJson, startWebServer } from '../protocol/testing/web-server.ts';
import type { ExplainedResults } from '../reports/generators/explained/explained-results.ts';
import { askHere, runHereIn } from './testing/run-here.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../reports/assets/explained.schema.json', import.meta.url), 'utf8'),
) as object;
const isValid = new Ajv({ strict: false }).compile(SCHEMA);

/** A run with more than one node that ended as complete, and in which a node failed. */
const RUN = (() => {
  for (let seed = 1; ; seed++) {
    const run = randomRun(seed);
    if (run.nodes.length > 2 && run.json.includes('"failed"') && run.json.includes('"succeeded"')) return run;
  }
})();
const FEED = RUN.frames.join('');

test('a legal job: exit code 0, its story, and a record of the form that is promised', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'feed.txt'), FEED);
  writeFileSync(join(folder, 'job.json'), RUN.json);
  const words = ['explain', 'feed.txt', 'job.json'];
  const { code, stdout, stderr } = await runHereIn(folder, [...words, '--out', 'page.html']);
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /^Job [0-9]{32}: legal\.\n {2}The job ran "true" on \d nodes, with a quorum of \d+, asked for by rebecca\./,
  );
  assert.match(
    stdout,
    /failed web\d voted yes after \d\.\d\d s, then started the command .* ended the command with an error/,
  );
  assert.match(stdout, /may be: the command ended with an exit code other than 0/);
  assert.match(stdout, /Rows of protocol §6 that were taken: voting: ack_commit of new ×\d/);
  assert.match(readFileSync(join(folder, 'page.html'), 'utf8'), /<svg class="timeline"/);
  const json = await runHereIn(folder, [...words, '--json']);
  const results = JSON.parse(json.stdout) as ExplainedResults;
  assert.ok(isValid(results), JSON.stringify(isValid.errors));
  assert.equal(results.jobs[0]?.runs.count, '1');
});

test('a feed that lacks an event is illegal, and with --partial it is legal', async (context) => {
  const folder = temporaryFolder(context);
  const vote = RUN.frames.findIndex((frame) => frame.startsWith('event: quorum_vote'));
  writeFileSync(join(folder, 'feed.txt'), RUN.frames.toSpliced(vote, 1).join(''));
  const { code, stdout } = await runHereIn(folder, ['explain', 'feed.txt']);
  assert.equal(code, 1);
  assert.match(
    stdout,
    /illegal\.\n {2}At feed\.txt, line \d+ came \S.*, which no run can have there \(protocol §\d\)/,
  );
  const partial = await runHereIn(folder, ['explain', 'feed.txt', '--partial', '--json']);
  assert.equal(partial.code, 0);
  assert.ok(isValid(JSON.parse(partial.stdout)));
});

test('a quirk is named, and accepted where it is asked for', async (context) => {
  const folder = temporaryFolder(context);
  const job = {
    id: '0'.repeat(32),
    command: 'x',
    status: 'crashed',
    run_timeout: 60,
    nodes: { new: ['web1'] },
  };
  writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
  const { code, stdout } = await runHereIn(folder, ['explain', 'job.json']);
  assert.equal(code, 1);
  assert.match(stdout, /legal only with quirk restart-forgets-votes, which is not accepted/);
  const accepted = await runHereIn(folder, ['explain', 'job.json', '--quirks', 'restart-forgets-votes']);
  assert.equal(accepted.code, 0, accepted.stdout);
});

test('what cannot be used is a wrong usage, with the file and what to give', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'notes.txt'), 'hello');
  const none = await runHereIn(folder, ['explain', 'notes.txt']);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /notes\.txt: it is neither JSON nor a feed/);
  assert.equal((await runHereIn(folder, ['explain', 'nowhere.txt'])).code, 2);
  writeFileSync(join(folder, 'feed.txt'), FEED);
  const both = await runHereIn(folder, ['explain', 'notes.txt', 'feed.txt']);
  assert.equal(both.code, 0);
  assert.match(both.stderr, /notes\.txt: it is neither JSON nor a feed/);
});

test('a job is asked of the server, with its feed', async (context) => {
  await using server = await startWebServer((request, response) => {
    if (!request.url.includes('feed')) return answerJson(response, 200, JSON.parse(RUN.json));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(FEED);
  });
  const { id } = JSON.parse(RUN.json) as { id: string };
  const { code, stdout } = await askHere(context, server.url, ['explain', id, '--json']);
  assert.equal(code, 0);
  const results = JSON.parse(stdout) as ExplainedResults;
  assert.equal(results.jobs[0]?.id, id);
  assert.equal(results.jobs[0]?.events.length, RUN.frames.length);
});

test('a server that is not there ends it with 3, and names that obey a terminal are shown', async (context) => {
  const { code } = await askHere(context, 'http://127.0.0.1:9', ['explain', '0'.repeat(32)]);
  assert.equal(code, 3);
  const folder = temporaryFolder(context);
  const evil = {
    id: '\u001b[2J',
    command: '\u001b[31m',
    status: 'complete',
    nodes: { succeeded: ['\u001b]0;x\u0007<b>'] },
  };
  writeFileSync(join(folder, 'job.json'), JSON.stringify(evil));
  const { stdout } = await runHereIn(folder, ['explain', 'job.json', '--out', 'page.html']);
  assert.ok(!stdout.includes('\u001b'));
  const page = readFileSync(join(folder, 'page.html'), 'utf8');
  assert.ok(!page.includes('\u001b') && !page.includes('<b>'));
});
