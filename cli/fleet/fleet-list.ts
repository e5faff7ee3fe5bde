import { defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';

export const fleetList = defineCommand({
  description: `Prints the process, the name, the number of nodes and the socket of each fleet of this user that runs on this machine and can be
steered. One with a socket of its own place (simulate --control) is not found: name it by --fleet.`,
  options: {},
  examples: [{ about: 'which fleets run here', line: 'fleet list' }],
  async run(around) {
    const { nameOf, runningFleets } = await import('../control/find-fleets.ts');
    for (const { path, pid, status } of await runningFleets(around)) {
      around.output.answer([pid, nameOf(status), status?.there ?? 0, path].join('\t'));
      around.output.record({
        ...{ pid, socket: path, isStarting: status === undefined },
        ...(status !== undefined && { fleet: status.fleet, nodes: status.there, seconds: status.seconds }),
      });
    }
    return EXIT.done;
  },
});
