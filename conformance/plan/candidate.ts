import { idsIn, levelsIn, needsIn, originsIn } from '../../reports/generators/conformance/tags.ts';
import { topicOf } from '../../reports/generators/conformance/topic-of.ts';
import type { Level, Origin } from '../../reports/generators/conformance/verdict.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { waitsOf } from './waits.ts';

/** What may be executed, and all that decides whether it is: a scenario, or a row of an outline. */
export interface Candidate {
  /** `QUORUM-004`, or `QUORUM-004:2` for the second row of an outline. */
  readonly id: string;
  readonly uri: string;
  readonly line: number;
  readonly name: string;
  /** The `Rule` that it stands under, or its feature where there is none. */
  readonly requirement: string;
  /** The folder of its feature; of one about clients, its file. */
  readonly topic: string;
  readonly level: Level;
  readonly origins: readonly Origin[];
  readonly needs: readonly string[];
  /** The target's times that it waits for. */
  readonly waits: readonly string[];
  readonly tags: readonly string[];
}

/** All that these scenarios execute, in their order. One that has no id yet is called by its place, as in reports. */
export function candidatesOf(scenarios: readonly Scenario[]): readonly Candidate[] {
  return scenarios.flatMap(({ uri, requirement, isOutline, examples }) =>
    examples.map(({ line, name, steps, tags }, index) => {
      const [id] = idsIn(tags);
      return {
        id: id === undefined ? `${uri}:${line}` : `${id}${isOutline ? `:${index + 1}` : ''}`,
        uri,
        line,
        name,
        requirement,
        topic: topicOf(uri),
        level: levelsIn(tags)[0] ?? 'must',
        origins: originsIn(tags),
        needs: needsIn(tags),
        waits: waitsOf(tags, steps),
        tags,
      };
    }),
  );
}
