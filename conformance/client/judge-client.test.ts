import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { DELAY_MEDIA_TYPE } from '../../reports/generators/conformance/delay-media-type.ts';
import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { type RunFeatures, runFeatures } from '../run/run-features.ts';
import { ConformUsageError } from '../target-file/errors.ts';
import { judgeClient } from './judge-client.ts';

const [MAIN, GULLIBLE, QUIRKY] = [
  '../../cli/main.ts',
  './testing/gullible-client.ts',
  './testing/quirky-client.ts',
].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const NODE = `${process.execPath} --import ${import.meta.resolve('tsx')}`;
const OWN_NODE = `${NODE} ${MAIN} node run --exec --allow-root`;

/** Judges a client with quick heartbeats. */
async function judge(context: TestContext, commandLine: string, ...ids: readonly string[]) {
  return await judgeAt(100, context, commandLine, ids);
}

async function judgeAt(
  heartbeatIntervalMs: number,
  context: TestContext,
  commandLine: string,
  words: readonly string[],
  run: RunFeatures = runFeatures,
) {
  const outDir = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => rmSync(outDir, { recursive: true }));
  return await judgeClient({
    commandLine,
    folder: outDir,
    outDir,
    name: 'a client',
    quirks: 'shipped',
    knownFailures: [],
    node: 'web1',
    dialect: 'pushy-server',
    heartbeatIntervalMs,
    run,
    selection: {
      words,
      rerun: undefined,
      wantsTags: () => true,
      level: 'extension',
      shard: undefined,
      patienceMs: 60_000,
    },
    suggest: () => undefined,
    retry: 0,
    failFast: false,
    env: process.env,
    signal: new AbortController().signal,
    tool: { name: 'push-jobs-harness', version: '0.0.0' },
    commandWords: ['conform-client'],
    onResult: () => {},
  });
}

/** Checks in which quirks are met, but for the one that takes its time. */
const QUICK = ['CLIENT-029', 'CLIENT-032', 'CLIENT-033', 'CLIENT-038', 'CLIENT-060'];

/** The verdicts on the checks that did not pass, with the quirks that were met. */
function oddities({ scenarios }: ConformanceResults): readonly string[] {
  return scenarios
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ id, verdict, quirks = [] }) => [id, verdict, ...quirks.map(({ name }) => name)].join(' '));
}

function idsOf({ scenarios }: ConformanceResults, verdict: string): readonly string[] {
  return scenarios.filter((each) => each.verdict === verdict).map(({ id }) => id);
}

/** Passes messages on, as of a run in which the judge was held up in every scenario that failed. */
function heldUp(passOn: (envelope: Envelope) => void): (envelope: Envelope) => void {
  return (envelope) => {
    const { testStepFinished: step } = envelope;
    if (step?.testStepResult.status === 'FAILED') {
      const { testCaseStartedId, testStepId } = step;
      const body = JSON.stringify({ who: 'judge', ms: 700, bearsMs: 500 });
      const contentEncoding = AttachmentContentEncoding.IDENTITY;
      const mediaType = DELAY_MEDIA_TYPE;
      passOn({ attachment: { body, contentEncoding, mediaType, testCaseStartedId, testStepId } });
    }
    passOn(envelope);
  };
}

/** They wait for their clients most of the time. */
describe('a client that is not right', { concurrency: 3 }, () => {
  test('a deaf node fails at its first abort, and nothing else can be judged', async (context) => {
    const { exitCode, results } = await judge(context, `${OWN_NODE} --behaviour deaf`);
    assert.equal(exitCode, 1);
    assert.deepEqual(idsOf(results, 'failed'), ['CLIENT-003']);
    assert.deepEqual(idsOf(results, 'passed'), ['CLIENT-001', 'CLIENT-002']);
    const rest = results.scenarios.slice(3);
    assert.ok(rest.every(({ reason }) => reason === 'the client did not get in: CLIENT-003 failed'));
  });

  test('a confused node fails where it changes its mind, a tampering one where it sends what is refused', async (context) => {
    const ids = ['CLIENT-005', 'CLIENT-011', 'CLIENT-013', 'CLIENT-037'];
    const { exitCode, results } = await judge(context, `${OWN_NODE} --behaviour confused,tampering`, ...ids);
    assert.deepEqual(idsOf(results, 'failed'), ['CLIENT-011', 'CLIENT-037']);
    assert.equal(exitCode, 1);
  });

  test('a client that believes everything fails at every lie, and where it should have said no', async (context) => {
    const told = ['CLIENT-013', 'CLIENT-030', 'CLIENT-031', 'CLIENT-038', 'CLIENT-036'];
    const { exitCode, results } = await judge(
      context,
      `${NODE} ${GULLIBLE}`,
      'CLIENT-010',
      'CLIENT-032',
      'CLIENT-040',
      ...told,
    );
    assert.deepEqual(idsOf(results, 'failed'), told);
    assert.deepEqual(
      idsOf(results, 'quirk'),
      ['CLIENT-032'],
      'as the shipped client, which believes the past',
    );
    assert.deepEqual(idsOf(results, 'passed'), ['CLIENT-010', 'CLIENT-040']);
    assert.equal(exitCode, 1);
    const lie = results.scenarios.find(({ id }) => id === 'CLIENT-030');
    assert.equal(lie?.failure?.expected, 'no word of it');
    assert.ok(
      lie?.journal.some(({ summary }) => summary.startsWith('ack_commit')),
      'the frames are quoted',
    );
  });

  test('a scenario that there is not is a mistake', async (context) => {
    await assert.rejects(judge(context, 'true', 'CLIENT-001', 'CLIENT-999'), ConformUsageError);
  });
});

/** Each in a client that has no other. */
describe('a client with a quirk', { concurrency: 3 }, () => {
  test('one without any passes all checks in which they are met', async (context) => {
    const { exitCode, results } = await judge(context, `${NODE} ${QUIRKY}`, ...QUICK, 'CLIENT-042');
    assert.deepEqual(oddities(results), []);
    assert.deepEqual([exitCode, results.counts.passed], [0, QUICK.length + 1]);
  });

  const QUIRKS: readonly (readonly [quirk: string, id: string, ids: readonly string[]])[] = [
    ['old-timestamps', 'CLIENT-032', QUICK],
    // what it says to the commit that comes twice is not taken for something in the check that follows
    ['replays', 'CLIENT-033', [...QUICK, 'CLIENT-034']],
    ['world-readable-file', 'CLIENT-029', QUICK],
    ['deadline-every-5s', 'CLIENT-042', ['CLIENT-042']],
  ];
  for (const [quirk, id, ids] of QUIRKS) {
    test(`${quirk} is met by ${id}, and nothing else is wrong`, async (context) => {
      const { exitCode, results } = await judge(context, `${NODE} ${QUIRKY} ${quirk}`, ...ids);
      assert.deepEqual(oddities(results), [`${id} quirk ${quirk}`]);
      assert.equal(exitCode, 0);
      assert.deepEqual(
        results.quirks?.map(({ name, isAccepted, scenarios }) => [name, isAccepted, scenarios]),
        [[quirk, true, [id]]],
      );
    });
  }

  test('stuck-in-flight is met by CLIENT-043, and the client is there for the next check', async (context) => {
    const client = `${NODE} ${QUIRKY} stuck-in-flight`;
    const { exitCode, results } = await judgeAt(500, context, client, ['CLIENT-043', 'CLIENT-050']);
    assert.deepEqual(oddities(results), ['CLIENT-043 quirk stuck-in-flight']);
    assert.equal(exitCode, 0);
  });
});

describe('a client that cannot go on', { concurrency: 2 }, () => {
  test('one that ends in a check has failed it and is started again for the next', async (context) => {
    const ids = ['CLIENT-011', 'CLIENT-012', 'CLIENT-013'];
    const { results } = await judge(context, `${NODE} ${QUIRKY} ends-at-conform-fail`, ...ids);
    assert.deepEqual(oddities(results), ['CLIENT-012 failed']);
    const { failure } = results.scenarios[1] ?? {};
    assert.equal(failure?.actual, 'the client ended with exit code 7; it was started again');
    assert.equal(
      failure.message,
      'expected a client that goes on; it was the client ended with exit code 7; it was started again',
    );
  });

  test('a scenario that fails while the judge is held up is tried again by a client that is started anew', async (context) => {
    const runs: (readonly string[])[] = [];
    const heldUpOnce: RunFeatures = (options) => {
      runs.push(options.selected);
      return runFeatures(runs.length === 1 ? { ...options, onMessage: heldUp(options.onMessage) } : options);
    };
    const client = `${NODE} ${QUIRKY} ends-at-conform-fail`;
    const ids = ['CLIENT-012', 'CLIENT-013'];
    const { results } = await judgeAt(100, context, client, ids, heldUpOnce);
    assert.deepEqual(
      runs.map(({ length }) => length),
      [2, 1],
    );
    assert.deepEqual(
      results.scenarios.map(({ id, verdict, attempts }) => [id, verdict, attempts]),
      [
        ['CLIENT-012', 'failed', 2],
        ['CLIENT-013', 'passed', 1],
      ],
    );
    assert.match(results.scenarios[0]?.reason ?? '', /^one attempt does not count: the judge .* held up/);
  });

  test('one that bounds what it receives fails at a long commit', async (context) => {
    const { results } = await judge(
      context,
      `${NODE} ${QUIRKY} refuses-long-commits`,
      'CLIENT-028',
      'CLIENT-060',
    );
    assert.deepEqual(oddities(results), ['CLIENT-060 failed']);
  });
});
