import assert from 'node:assert/strict';
import test from 'node:test';
import { loadExchanges } from '../../conformance/recorded/exchange.ts';
import { evidenceInBytes } from '../evidence/read-evidence.ts';
import { drawsOf, randomRun } from '../testing/random-run.ts';
import { casesIn } from './job-case.ts';
import { judgeCase } from './judge-job.ts';
import { eventWords, type FittingRun } from './verdict.ts';

/** Whole feeds: those recorded of the shipped server, and of runs of the job machine. */
const FEEDS: readonly (readonly string[])[] = [
  ...loadExchanges().flatMap(({ response: { feed } }) =>
    feed?.startsWith('event: start\n') && feed.includes('event: job_complete') && !feed.includes('"job"')
      ? [feed.split('\n\n').filter((frame) => frame.startsWith('event:'))]
      : [],
  ),
  ...Array.from({ length: 40 }, (_, seed) => randomRun(seed + 1).frames.map((frame) => frame.trimEnd())),
];

const STATUSES = {
  quorum_vote: ['success', 'failure', 'down', 'unexpected_commit', 'lost_availibility', 'voting_timeout'],
  run_complete: ['success', 'failure', 'crashed', 'run_nacked', 'client_died_while_running'],
  job_complete: ['complete', 'quorum_failed', 'timed_out', 'aborted', 'crashed'],
} as const;

const nameIn = (frame: string): string => /^event: (\S+)/.exec(frame)?.[1] ?? '';

type Mutation = (frames: readonly string[], draw: () => number) => readonly string[];

const at = (frames: readonly string[], draw: () => number): number => Math.floor(draw() * frames.length);

/** What keeps its place keeps its id and time: ids and times alone are to give away nothing. */
function inPlaces(contents: readonly string[], places: readonly string[]): readonly string[] {
  return contents.map((frame, index) => {
    const place = places[index] ?? '';
    const stamp = /"timestamp":"[^"]*"/;
    return frame
      .replace(/^id: .*$/m, () => /^id: .*$/m.exec(place)?.[0] ?? '')
      .replace(stamp, () => stamp.exec(place)?.[0] ?? '');
  });
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  dropped: (frames, draw) => frames.toSpliced(at(frames, draw), 1),
  'dropped, and numbered anew': (frames, draw) => inPlaces(frames.toSpliced(at(frames, draw), 1), frames),
  doubled: (frames, draw) => {
    const index = at(frames, draw);
    return frames.toSpliced(index, 0, frames[index] ?? '');
  },
  swapped: (frames, draw) => {
    const index = Math.floor(draw() * (frames.length - 1));
    return frames.with(index, frames[index + 1] ?? '').with(index + 1, frames[index] ?? '');
  },
  'swapped, each with the other’s id and time': (frames, draw) =>
    inPlaces(MUTATIONS.swapped?.(frames, draw) ?? [], frames),
  'of another status': (frames, draw) => {
    const index = frames.findLastIndex(
      (frame, place) => nameIn(frame) in STATUSES && (draw() < 0.3 || place < 3),
    );
    const frame = frames[index] ?? '';
    const others = (STATUSES[nameIn(frame) as keyof typeof STATUSES] ?? []).filter(
      (word) => !frame.includes(`"${word}"`),
    );
    const other = others[Math.floor(draw() * others.length)] ?? '';
    return frames.with(index, frame.replace(/"status":"[^"]*"/, `"status":"${other}"`));
  },
};

/** The events of a feed, in words. */
const wordsOf = (frames: readonly string[]): readonly string[] =>
  frames.map((frame) => {
    const { node, status } = JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '{}') as {
      node?: string;
      status?: string;
    };
    return eventWords({ event: nameIn(frame), node, status });
  });

/** Whether a run tells these events and, in between, no other; one that is not whole may begin or end elsewhere. */
function isToldBy(run: FittingRun, frames: readonly string[]): boolean {
  const told = run.steps.flatMap(({ events }) => events.map(eventWords)).join('\n');
  const seen = wordsOf(frames).join('\n');
  const isWhole = nameIn(frames[0] ?? '') === 'start' && nameIn(frames.at(-1) ?? '') === 'job_complete';
  return isWhole ? told === seen : `\n${told}\n`.includes(`\n${seen}\n`);
}

test('each of 600 mutations of feeds is illegal, or what another run gives, which is shown', () => {
  const found = new Map<string, number>();
  const note = (name: string) => found.set(name, (found.get(name) ?? 0) + 1);
  for (let seed = 1; seed <= 600; seed++) {
    const draw = drawsOf(seed);
    const frames = FEEDS[Math.floor(draw() * FEEDS.length)] ?? [];
    const names = Object.keys(MUTATIONS);
    const name = names[seed % names.length] ?? '';
    const mutated = MUTATIONS[name]?.(frames, draw) ?? [];
    if (mutated.length === 0 || mutated.join() === frames.join()) continue;
    const text = `${mutated.join('\n\n')}\n\n`;
    const [job] = casesIn(evidenceInBytes(Buffer.from(text), `mutation ${seed}`));
    assert.ok(job);
    const { judgement } = judgeCase(job, false);
    note(`${name}: ${judgement.verdict}`);
    const told = `seed ${seed}, ${name}\n${wordsOf(mutated).join('\n')}`;
    if (judgement.verdict === 'illegal') assert.notEqual(judgement.impossible.why, '', told);
    else if (judgement.verdict === 'legal') assert.ok(isToldBy(judgement.run, mutated), told);
    else assert.fail(`${told}\n${judgement.why}`);
  }
  const counts = [...found].map((each) => each.join(' ')).join(', ');
  assert.ok([...found.values()].reduce((sum, count) => sum + count, 0) >= 500, counts);
  // what keeps its id and time betrays itself
  assert.equal(found.get('doubled: legal'), undefined, counts);
  assert.equal(found.get('swapped: legal'), undefined, counts);
  for (const name of Object.keys(MUTATIONS)) assert.ok((found.get(`${name}: illegal`) ?? 0) > 20, counts);
});
