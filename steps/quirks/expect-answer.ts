import assert from 'node:assert/strict';
import type { Reply } from '../../protocol/client/reply.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { evidenceOf } from './evidence.ts';
import type { Exchange, Recogniser, Scene, Wanted } from './recogniser.ts';
import { RECOGNISERS } from './recognisers.ts';

/** Answers that are quirks' in place of the ones that were wanted: what else these would have had is not asked of them. */
const anothers = new WeakMap<Reply, readonly Recogniser[]>();

/**
 * Holds that the scenario's answer is as wanted. Where it is not, and is that of a server with a known quirk, the quirk
 * is noted, and the scenario goes on.
 * @param check throws where the answer is not as wanted
 */
export function expectAnswer(world: ScenarioWorld, wanted: Wanted, check: (answer: Reply) => void): void {
  const { answer } = world;
  // the form of an error is that of all errors; the rest was wanted of another answer
  const isOfEveryError = wanted.what === 'error body' && answer.status >= 400;
  if (anothers.has(answer) && !isOfEveryError) return;
  try {
    check(answer);
  } catch (failure) {
    if (!isExchange(answer)) throw failure;
    const scene = sceneOf(world);
    const met = RECOGNISERS.filter((each) => each.recognises(answer, wanted, scene));
    if (met.length === 0) throw failure;
    for (const { quirk, isLeftOpen } of met) {
      if (!isLeftOpen || world.quirks.accepts(quirk)) world.quirks.meet(quirk, evidenceOf(answer));
    }
    if (wanted.what === 'status') anothers.set(answer, met);
  }
}

/** Holds that the answer has this status. False where it is that of a quirk: then the rest was wanted of another answer. */
export function expectStatus(world: ScenarioWorld, status: number): boolean {
  expectAnswer(world, { what: 'status', status }, (answer) =>
    assert.equal(answer.status, status, answer.text),
  );
  return !anothers.has(world.answer);
}

/** How many jobs the request made that was to make none: a server with some quirks makes it nevertheless. */
export function jobsMadeByQuirk(answer: Reply): number {
  return anothers.get(answer)?.some(({ makesJob }) => makesJob) ? 1 : 0;
}

function isExchange(answer: Reply): answer is Exchange {
  return answer.sent !== undefined;
}

function sceneOf({ scope, jobs, principals }: ScenarioWorld): Scene {
  return {
    org: scope.org,
    jobIds: jobs.map(({ id }) => id),
    isClientAndStranger: (name) => principals.isClientAndStranger(name),
  };
}
