import type { FleetFigures } from '../../simulator/run/fleet-figures.ts';
import type { Screen } from '../output/output.ts';
import { clipped } from '../output/printable.ts';
import { bar } from './bar.ts';
import { type Rates, workLines } from './rates.ts';

/** A fleet in figures. */
export interface FleetState {
  readonly wanted: number;
  readonly registered: number;
  readonly online: number;
  /** Jobs that a node was asked to vote on. */
  readonly commits: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Messages of the server that were dropped. */
  readonly refused: number;
}

export function fleetState(
  { registered, inService, counters }: Pick<FleetFigures, 'registered' | 'inService' | 'counters'>,
  wanted: number,
): FleetState {
  const refusals = Object.entries(counters).filter(([name]) => name.startsWith('refused.'));
  return {
    wanted,
    registered,
    online: inService,
    commits: counters['received.commit'] ?? 0,
    succeeded: counters['commands.succeeded'] ?? 0,
    failed: counters['commands.failed'] ?? 0,
    refused: refusals.reduce((sum, [, count]) => sum + count, 0),
  };
}

/** Everything on one line. */
export function progressLine({ wanted, registered, online, ...state }: FleetState): string {
  const refused = state.refused === 0 ? '' : `, ${state.refused} messages refused`;
  return `${registered} of ${wanted} nodes registered, ${online} online; commits ${state.commits}, commands succeeded ${state.succeeded}, failed ${state.failed}${refused}`;
}

/** For a terminal: a bar of the nodes online, where the nodes are, what they do, and all they have done. */
export function fleetLines(
  state: FleetState,
  figures: Pick<FleetFigures, 'places'>,
  perSecond: Rates,
  screen: Screen,
): readonly string[] {
  const { columns } = screen.size();
  return [
    `${bar(state.online / state.wanted, screen)} ${state.online}/${state.wanted} online`,
    ...[...workLines(figures, perSecond), progressLine(state)].map((line) => clipped(line, columns)),
  ];
}
