import { systemClock } from '../../protocol/time/clock.ts';
import { LocalFleet } from './local-fleet.ts';
import type { Order, Report } from './messages.ts';
import { packError } from './sent-error.ts';

/** The main module of a worker process: some of a fleet's nodes, as the process that started it says. */
let fleet: LocalFleet | undefined;

const FIGURES_INTERVAL_MS = 100;

process.on('message', (order: Order) => void obey(order));
// whoever started us is gone: nobody is left to say when it is over. The supervisor ends what commands have left
process.on('disconnect', () => process.exit());

async function obey(order: Order): Promise<void> {
  switch (order.type) {
    case 'begin': {
      const begun = new LocalFleet(order.settings, order.nodes);
      begun.on('trouble', (node, message) => tell({ type: 'trouble', node, message }));
      fleet = begun;
      tellFigures(begun);
      return;
    }
    case 'add': {
      const { number, nodes } = order;
      try {
        await fleet?.add(nodes);
        tell({ type: 'added', number });
      } catch (error) {
        tell({ type: 'added', number, error: packError(error) });
      }
      return;
    }
    case 'crash':
      fleet?.crash(order.names, order.returnsAfterMs);
      return;
    case 'start':
      fleet?.start(order.names);
      return;
    case 'behave':
      fleet?.behave(order.names, order.behaviours);
      return;
    case 'fault':
      fleet?.fault(order.index, order.isOn);
      return;
    case 'addFault':
      fleet?.addFault(order.fault);
      return;
    case 'stop':
      if (fleet) tell({ type: 'stopped', lastWords: await fleet.stop() });
  }
}

function tellFigures(from: LocalFleet): void {
  tell({ type: 'figures', figures: from.figures });
  systemClock.after(FIGURES_INTERVAL_MS, () => tellFigures(from));
}

function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}
