import type { ServerQuirkName } from '../../../protocol/quirks/catalogue.ts';
import type { QuirkRow } from './rows.ts';

/** One run of Cucumber: which quirk the server of each scenario has, by the scenario's id. */
export type QuirkRound = ReadonlyMap<string, readonly ServerQuirkName[]>;

/**
 * As few runs as there can be, since Cucumber runs a scenario once: one that meets several quirks is in several. The last
 * is of all of them on a server that has no quirk.
 */
export function roundsOf(rows: readonly QuirkRow[]): readonly QuirkRound[] {
  const rounds: Map<string, readonly ServerQuirkName[]>[] = [];
  for (const { quirk, ids } of rows) {
    for (const id of ids) {
      let round = rounds.find((each) => !each.has(id));
      if (round === undefined) {
        round = new Map();
        rounds.push(round);
      }
      round.set(id, [quirk]);
    }
  }
  return [...rounds, new Map(rows.flatMap(({ ids }) => ids).map((id) => [id, []]))];
}
