import assert from 'node:assert/strict';
import test from 'node:test';
import { DIALECT_NAMES } from '../../../protocol/dialect-name.ts';
import { diffRuns } from '../../diff/diff-runs.ts';
import { allMutants } from '../mutants/mutants.ts';
import { diffMutant, oursBy } from './mutant-proof.ts';
import { driveRounds, isProven, proveQuirks } from './quirk-proof.ts';

const QUIRKS: readonly string[] = ['twice-named-500', 'missed-newest-first', 'location-of-nothing'];

/** Mutants of five kinds, and a scenario that shows each. */
const MUTANTS: Readonly<Record<string, string>> = {
  'voting.nack_commit.new.no-vote-failure': 'FEEDS-010',
  'check.bad_signature': 'REFUSALS-026:1',
  'limit.output.lost': 'OUTPUT-008',
  'body.job.include_file-ignored': 'JOBS-036:1',
  'event.start.node_count': 'FEEDS-057',
};

/** Scenarios of both dialects whose end does not depend on who is first. */
const SAME_IN_BOTH = ['FEEDS-001', 'JOBS-020', 'QUORUM-001:3', 'REQUESTS-003', 'REQUESTS-121:3'];

test('our two dialects differ in what the protocol lists of them, and in nothing else', async () => {
  const round = new Map(SAME_IN_BOTH.map((id) => [id, []]));
  const runs = await Promise.all(
    DIALECT_NAMES.map(async (dialect) => (await driveRounds(dialect, [round]))[0]),
  );
  const { compared, differences } = diffRuns(
    runs.filter((each) => each !== undefined),
    DIALECT_NAMES,
  );
  assert.deepEqual(compared.toSorted(), SAME_IN_BOTH);
  assert.deepEqual(
    differences.filter(({ known }) => known?.by !== 'dialect'),
    [],
  );
  const rows = differences.flatMap(({ known }) => (known?.by === 'dialect' ? known.rows : []));
  for (const row of ['§2 POST jobs', '§2 GET jobs:', '§2 GET jobs/ID', '§7 start', '§1 WWW-Authenticate'])
    assert.ok(
      rows.some((each) => each.startsWith(row)),
      `${row} in ${[...new Set(rows)].join('; ')}`,
    );
});

test('our server with a quirk is told from ours without by the name of the quirk, and by nothing else', async () => {
  const proofs = await proveQuirks('documented', (quirk) => QUIRKS.includes(quirk));
  assert.deepEqual(
    proofs.filter((each) => !isProven(each)),
    [],
  );
  assert.deepEqual([...new Set(proofs.map(({ quirk }) => quirk))].toSorted(), QUIRKS.toSorted());
});

test('a mutant of our server differs from it, the second time as the first', async () => {
  const ours = oursBy(Object.values(MUTANTS));
  const found: Record<string, string | undefined> = {};
  for (const [name, script] of Object.entries(MUTANTS)) {
    const mutant = allMutants().find((each) => each.name === name);
    assert.ok(mutant, name);
    const { differences } = await diffMutant(mutant, [script], ours);
    found[name] = differences[0]?.script;
  }
  assert.deepEqual(found, MUTANTS);
});
