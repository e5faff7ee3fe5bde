import assert from 'node:assert/strict';
import test from 'node:test';
import { jobIdIn, loadExchanges } from '../../conformance/recorded/exchange.ts';
import { SERVER_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { type Evidence, joinEvidence } from '../evidence/evidence.ts';
import { connectionMark } from '../evidence/feed-bytes.ts';
import { evidenceInBytes } from '../evidence/read-evidence.ts';
import { explainEvidence, explanationVerdict } from '../explain.ts';

const SHIPPED: ReadonlySet<string> = new Set(SERVER_QUIRKS.map(({ name }) => name));

interface RecordedPiece {
  readonly name: string;
  readonly id: string | undefined;
  readonly evidence: Evidence;
}

/** Everything that the shipped server showed of jobs: feeds, and answers to `GET jobs/ID`. */
const PIECES: readonly RecordedPiece[] = loadExchanges().flatMap(({ name, request, response }) => {
  const id = jobIdIn(request.path);
  const at = (text: string): RecordedPiece => ({
    name,
    id,
    evidence: evidenceInBytes(Buffer.from(text), name),
  });
  if (response.feed?.includes('event:')) return [at(connectionMark(id, '') + response.feed)];
  const isJob =
    request.method === 'GET' && id !== undefined && /\/jobs\/[0-9a-f]{32}(\?|$)/.test(request.path);
  return isJob && response.status === 200 ? [at(JSON.stringify(response.json))] : [];
});

function verdictOn(evidence: Evidence, accepted: ReadonlySet<string>): string {
  const explanation = explainEvidence(evidence, { isPartial: false });
  const verdict = explanationVerdict(explanation, accepted);
  if (verdict === 'legal') return verdict;
  return JSON.stringify(
    [...explanation.jobs, ...explanation.feeds].map(({ judgement }) => judgement),
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
}

test('each feed and each job that was recorded of the shipped server is legal with its quirks', () => {
  assert.ok(PIECES.length > 35, `${PIECES.length} pieces`);
  for (const { name, evidence } of PIECES) {
    assert.deepEqual(evidence.faults, [], name);
    assert.equal(verdictOn(evidence, SHIPPED), 'legal', name);
  }
});

test('so is all that was recorded of one job, put together', () => {
  const ids = new Set(PIECES.flatMap(({ id }) => (id === undefined ? [] : [id])));
  assert.ok(ids.size > 10, `${ids.size} jobs`);
  for (const id of ids) {
    const pieces = PIECES.filter((piece) => piece.id === id);
    const told = pieces.map(({ name }) => name).join(', ');
    assert.equal(verdictOn(joinEvidence(pieces.map(({ evidence }) => evidence)), SHIPPED), 'legal', told);
  }
});

test('those that show a quirk are not legal without it', () => {
  const found = PIECES.flatMap(({ name, evidence }) => {
    const { jobs, feeds } = explainEvidence(evidence, { isPartial: false });
    const quirks = [...jobs, ...feeds].flatMap(({ judgement }) =>
      judgement.verdict === 'legal' ? judgement.quirks : [],
    );
    assert.equal(verdictOn(evidence, new Set()) === 'legal', quirks.length === 0, name);
    return quirks;
  });
  assert.ok(found.includes('missed-newest-first'), found.join());
});
