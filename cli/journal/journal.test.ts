import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { Journal } from '../../conformance/journal/journal.ts';
import { JOURNAL_SUBFOLDER } from '../../conformance/journal/places.ts';
import { records, runTestProgram } from '../testing/push-harness.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

test('the journal in a folder of a run is shown as far as it is asked for', async (context) => {
  const folder = temporaryFolder(context);
  const journal = await Journal.open({ folder: join(folder, 'report', JOURNAL_SUBFOLDER), writer: '0' });
  const scenario = journal.begin('QUORUM-004', 'a name', 1);
  scenario.frames('web1', 'in', ['Version:2.0;…', '{"type":"run","job_id":"abc"}']);
  scenario.frames('web2', 'in', ['Version:2.0;…', '{"type":"abort"}']);
  scenario.end('FAILED');
  await journal.close();
  const run = (...words: readonly string[]) =>
    runTestProgram(context, ['journal', 'report', ...words], { folder });

  const [shown, forMachines, nothing] = await Promise.all([
    run('--scenario', 'QUORUM-004', '--job', 'abc', '--kind', 'frame'),
    run('--node', 'web2', '--json'),
    run('--node', 'web3'),
  ]);
  assert.equal(shown.code, 0);
  assert.match(
    shown.stdout,
    /^QUORUM-004 a name \(failed\)\ntime .*\n\S+ {2}web1 {2}in {2}frame {2}run for job abc\n\n$/,
  );
  assert.deepEqual(
    records(forMachines.stdout).map(({ scenario: id, node, summary }) => [id, node, summary]),
    [['QUORUM-004', 'web2', 'abort']],
  );
  assert.equal(nothing.code, 1);
});

test('a folder without a journal is a mistake of its user', async (context) => {
  const { code, stderr } = await runTestProgram(context, ['journal', 'gone'], {
    folder: temporaryFolder(context),
  });
  assert.equal(code, 2);
  assert.match(stderr, /^There is no journal in .*gone: give the folder/);
});
