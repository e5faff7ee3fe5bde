import assert from 'node:assert/strict';
import { feedShape } from '../../conformance/target/shown-feed.ts';
import { acceptedJobStatuses } from '../../conformance/target/shown-status.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { isMissedNewestFirst } from '../quirks/of-feeds.ts';
import type { FeedReading } from '../world/feed-reading.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Jobs in the order that the scenario started them: `job1`, `job2`. */
const JOB = /^job(\d+)$/;

/** @throws where the scenario has not started so many */
export function jobOf(world: ScenarioWorld, label: string): JobWatch {
  const job = world.jobs[Number(JOB.exec(label)?.[1]) - 1];
  if (job === undefined) throw new Error(`the scenario has no ${label}`);
  return job;
}

/** An event in the words of a sentence: `quorum_vote web1 success`, with the wire's names of job and node. */
export function eventSentence({ event, data }: FeedEvent): string {
  return [event, data.job, data.node, data.status].filter((word) => typeof word === 'string').join(' ');
}

/** A line of a feature as `eventSentence` gives it: labels become names, and a job's end is called as the target does. */
export function wantedLine(world: ScenarioWorld, line: string): string {
  const words = line.split(' ');
  const isOrgEnd = words[0] === 'job_complete' && JOB.test(words[1] ?? '');
  return words
    .map((word) => {
      if (JOB.test(word)) return jobOf(world, word).id;
      if (/^(?:web\d+|ghost)$/.test(word)) return world.nodes.nameOf(word);
      return isOrgEnd && word === 'complete' ? feedShape(world.target.dialect).completedJob : word;
    })
    .join(' ');
}

/** Waits until a reader was told as many events as are wanted, and holds that they are these and no other. */
export async function expectTold(world: ScenarioWorld, reading: FeedReading, text: string): Promise<void> {
  const wanted = wantedLines(world, text);
  await reading.untilEvents(
    `these events:\n${wanted.join('\n')}`,
    (events) => events.length >= wanted.length,
    world.patienceMs,
  );
  expectLines(world, reading, wanted);
}

/** Waits until the server has closed the stream, and holds that these events were told and no other. */
export async function expectToldToTheEnd(
  world: ScenarioWorld,
  reading: FeedReading,
  text: string,
): Promise<void> {
  assert.equal(await reading.untilOver(world.patienceMs), 'closed', reading.log.describe());
  expectLines(world, reading, wantedLines(world, text));
}

function wantedLines(world: ScenarioWorld, text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => wantedLine(world, line));
}

function expectLines(world: ScenarioWorld, reading: FeedReading, wanted: readonly string[]): void {
  const told = reading.events.map((event, index) =>
    inWantedWords(world, eventSentence(event), wanted[index]),
  );
  if (reading.isResumed && isMissedNewestFirst(told, wanted)) {
    world.quirks.meet(
      'missed-newest-first',
      `a reader that goes on from an event is told:\n${told.join('\n')}`,
    );
    return;
  }
  assert.deepEqual(told, wanted, reading.log.describe());
}

/** What was told, as it was wanted where the dialect allows both words for how the job ended. */
function inWantedWords({ target }: ScenarioWorld, told: string, wanted: string | undefined): string {
  const [, beginning = '', status = ''] = /^(summary )(\w+)$/.exec(wanted ?? '') ?? [];
  const accepted = acceptedJobStatuses(target.dialect, status).map((word) => beginning + word);
  return wanted !== undefined && accepted.includes(told) ? wanted : told;
}
