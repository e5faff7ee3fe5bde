import assert from 'node:assert/strict';
import test from 'node:test';
import { QUIRKS } from '../../protocol/quirks/catalogue.ts';
import { DEFAULT_TIMINGS } from '../../server/settings.ts';
import { canonicalRecorded } from './canonical.ts';
import { loadExchanges } from './exchange.ts';
import { expectedOf, type ReplayQuirks } from './expected.ts';
import { Play } from './play.ts';
import { replay } from './replay.ts';
import { openReplaySetup } from './replay-setup.ts';
import { LEFT_OUT, ROWS } from './rows.ts';
import { REPLAY_STAGES } from './stages.ts';

const EXCHANGES = loadExchanges();

/** Fractions of the recorded server's; the voting time is waited out once. */
const TIMINGS = { heartbeatIntervalMs: 100, votingTimeoutMs: 3_000, waitCompleteMs: 3_000, keepAliveMs: 500 };

/** Recorded of a server with the product's own heartbeat. */
const DEFAULT_CONFIG = '7 GET config with the product default heartbeat_interval of 10000 ms';

test('each exchange has a name of its own, and tables name exchanges that there are', () => {
  const names = EXCHANGES.map(({ name }) => name);
  assert.equal(names.length, 226);
  assert.equal(new Set(names).size, names.length);
  for (const table of [ROWS, REPLAY_STAGES, LEFT_OUT]) {
    assert.deepEqual(
      Object.keys(table).filter((name) => !names.includes(name)),
      [],
    );
  }
});

test('each row names quirks that there are, and an answer that is another than the recorded one', () => {
  const asItIs = (text: string) => text;
  for (const { name, response } of EXCHANGES) {
    const row = ROWS[name];
    if (row === undefined) continue;
    for (const quirk of row.quirks) assert.ok(QUIRKS[quirk], `${name}: ${quirk}`);
    if (row.ours === 'no job') continue;
    const withoutRow = expectedOf(canonicalRecorded(response, asItIs), undefined, 'none');
    assert.notDeepEqual(row.ours(withoutRow), withoutRow, name);
  }
});

for (const quirks of ['none', 'shipped'] as const satisfies readonly ReplayQuirks[]) {
  test(`the recording is replayed by a server with quirks: ${quirks}`, async (t) => {
    const setup = await openReplaySetup(quirks, TIMINGS);
    t.after(() => setup.close());
    for (const name of ['node-1', 'node-2', 'node-3']) await setup.startNode(name);
    const play = new Play(setup);
    for (const exchange of EXCHANGES) {
      if (exchange.name === DEFAULT_CONFIG || exchange.name in LEFT_OUT) continue;
      if (quirks === 'none' && ROWS[exchange.name]?.ours === 'no job') continue;
      await t.test(exchange.name, () => replay(exchange, play, quirks));
    }
  });
}

test(DEFAULT_CONFIG, async (t) => {
  const setup = await openReplaySetup('none', DEFAULT_TIMINGS);
  t.after(() => setup.close());
  const exchange = EXCHANGES.find(({ name }) => name === DEFAULT_CONFIG);
  assert.ok(exchange);
  await replay(exchange, new Play(setup), 'none');
});
