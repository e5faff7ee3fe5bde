import type { FleetStatus } from '../control/fleet-status.ts';
import { printable } from '../output/printable.ts';
import { defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';
import { FLEET_OPTION } from './fleet-option.ts';

export const fleetShow = defineCommand({
  description:
    'Prints where the nodes of a fleet that runs are, in all and by group, whether it is scaled by hand, and which faults there are and are on.',
  options: FLEET_OPTION,
  examples: [{ about: 'the one fleet that runs', line: 'fleet status' }],
  async run(around, { fleet }) {
    const { fleetMeant } = await import('../control/find-fleets.ts');
    const { told } = await import('./tell-fleet.ts');
    const { status } = await told(await fleetMeant(fleet, around), { act: 'status' });
    if (status === undefined) return EXIT.failed;
    for (const line of statusLines(status)) around.output.answer(line);
    around.output.record({ ...status });
    return EXIT.done;
  },
});

/** A fleet's state for people. */
export function statusLines(status: FleetStatus): readonly string[] {
  const { pid, fleet, seed, seconds, nodes, there, groups, scaledByHand, faults } = status;
  return [
    `Fleet ${printable(fleet)}, process ${pid}, seed ${printable(String(seed))}, for ${seconds.toFixed(0)} s.`,
    `${there} nodes are there${scaledByHand ? ', scaled by hand' : ''}: ${nodes.available} available, ${nodes.busy} busy, ${nodes.connected} connecting, ${nodes.starting} starting; ${nodes.away} away.`,
    ...groups.map(
      ({ name, there: ofGroup, online }) => `Group ${printable(name)}: ${ofGroup} there, ${online} online.`,
    ),
    ...faults.map(
      ({ name, about, isOn }) => `Fault ${printable(name)} is ${isOn ? 'on' : 'off'}: ${printable(about)}.`,
    ),
  ];
}
