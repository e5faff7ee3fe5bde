import { type Fleet, startFleet } from '../../simulator/fleet/fleet.ts';
import { answer } from '../process/answer.ts';
import { residentBytes } from '../process/usage.ts';
import type { ServerAccess } from '../server/server-child.ts';

/** Our fleet of healthy scripted nodes in a process of its own. */
let fleet: Fleet;

const commands = {
  /** A fleet without nodes. */
  async prepare({ url: serverUrl, ...server }: ServerAccess): Promise<void> {
    fleet = await startFleet({ serverUrl, ...server, seed: 'bench' });
  },
  /** Registers so many more nodes, which stay away; gives their names. */
  async register(count: number): Promise<string[]> {
    const names = Array.from({ length: count }, (_, index) => `node${fleet.nodes.size + index}`);
    await fleet.addAll(names.map((name) => ({ name, start: false })));
    return names;
  },
  /** Starts the nodes that are away and resolves when all are online; milliseconds. */
  async comeUp(): Promise<number> {
    const away = [...fleet.nodes.values()].filter(({ status }) => status.life === 'away');
    const startMs = performance.now();
    for (const node of away) node.start();
    await fleet.untilOnline();
    return performance.now() - startMs;
  },
  memory: (): Promise<number> => residentBytes(),
};

export type FleetCommands = typeof commands;

answer(commands);
