import type { Fleet } from '../../simulator/fleet/fleet.ts';
import type { Screen } from '../output/output.ts';
import { clipped } from '../output/printable.ts';

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
  fleet: Pick<Fleet, 'nodes' | 'inService' | 'counters'>,
  wanted: number,
): FleetState {
  const counters = fleet.counters();
  const refusals = Object.entries(counters).filter(([name]) => name.startsWith('refused.'));
  return {
    wanted,
    registered: fleet.nodes.size,
    online: fleet.inService,
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

const BAR_COLUMNS = 30;

/** For a terminal: a bar of the nodes online above the figures. */
export function fleetLines(state: FleetState, screen: Screen): readonly string[] {
  const full = Math.round((state.online / state.wanted) * BAR_COLUMNS);
  const { columns } = screen.size();
  return [
    `${screen.paint('good', '█'.repeat(full))}${'░'.repeat(BAR_COLUMNS - full)} ${state.online}/${state.wanted} online`,
    clipped(progressLine(state), columns),
  ];
}
