import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Canonical, canonicalAnswer, canonicalRecorded, wordsOf } from './canonical.ts';
import type { RecordedExchange } from './exchange.ts';
import { comparable, expectedOf, type ReplayQuirks } from './expected.ts';
import { LOOSE } from './loose.ts';
import type { Play } from './play.ts';
import { ROWS } from './rows.ts';
import type { ReplayedAnswer } from './send.ts';
import { stageOf } from './stages.ts';

const RECORDED_AT = 'http://127.0.0.1:10003';

/** What is stored may lag behind what feeds have told (`told-before-stored`), a node vanishes (`vanishing-node-500`). */
const RACING = /\/(?:jobs|node_states)(?:\/|$)/;

/** How long an answer may be another than the recorded one where such a race may have been lost. */
const LAG_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** Makes a recorded exchange again, and holds that it is answered as it is expected to be. */
export async function replay(exchange: RecordedExchange, play: Play, quirks: ReplayQuirks): Promise<void> {
  const { name, request } = exchange;
  const stage = stageOf(exchange);
  if (request.method === 'POST') await play.untilAvailable();
  await stage.before?.(play);
  const isRead = request.method === 'GET' && RACING.test(request.path);
  const endMs = performance.now() + (quirks === 'shipped' && isRead ? LAG_MS : 0);
  for (;;) {
    const answer = await answerTo(exchange, play);
    await play.made(exchange, answer, stage.jobGoesOn !== true);
    const [answered, expected] = compared(exchange, answer, play, quirks);
    if (performance.now() < endMs && !isSame(answered, expected)) {
      await pause(LOOK_EVERY_MS);
      continue;
    }
    assert.deepEqual(answered, expected, `${name}: ${answer.text.slice(0, 2_000)}`);
    return;
  }
}

async function answerTo({ name, request, response }: RecordedExchange, play: Play): Promise<ReplayedAnswer> {
  const { headers, read } = stageOf({ name, request, response });
  const changed =
    headers === undefined ? request : { ...request, headers: { ...request.headers, ...headers(play) } };
  const opened = await play.open(changed);
  const isStream = read !== undefined && opened.status === 200;
  const text = isStream ? await read(opened, play) : await opened.readUntil(() => false);
  opened.close();
  return { status: opened.status, headers: opened.headers, text };
}

/** What was answered and what is expected, as far as both can be compared. */
function compared(
  exchange: RecordedExchange,
  answer: ReplayedAnswer,
  play: Play,
  quirks: ReplayQuirks,
): readonly [Canonical, Canonical] {
  const { name, response } = exchange;
  // the id of a job that is made just now is nobody's business
  const isMaking = answer.headers.location !== undefined || response.headers.Location !== undefined;
  const recordedIds = play.recordedIds;
  const ours = wordsOf(play.setup.server.url, (id) => (isMaking ? undefined : recordedIds.get(id)));
  const recorded = wordsOf(RECORDED_AT, (id) => (!isMaking && play.isMade(id) ? id : undefined));
  const expected = expectedOf(canonicalRecorded(response, recorded), ROWS[name], quirks);
  const answered = comparable(canonicalAnswer(answer, ours), expected);
  const loosen = LOOSE[name];
  return loosen === undefined ? [answered, expected] : loosen(answered, expected, play);
}

function isSame(one: Canonical, other: Canonical): boolean {
  try {
    assert.deepEqual(one, other);
    return true;
  } catch {
    // they differ
    return false;
  }
}
