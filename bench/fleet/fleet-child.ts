import { Fleet } from '../../simulator/fleet/fleet.ts';
import { answer } from '../process/child-answer.ts';
import { cpuMicros, residentBytes } from '../process/usage.ts';
import type { ServerAccess } from '../server/server-child.ts';
import { rsaMicros } from './rsa-cost.ts';

/** Our fleet of healthy scripted nodes in a process of its own. */
let fleet: Fleet;
let namePrefix: string;

const commands = {
  /** A fleet without nodes that will have so many. Their names begin with the prefix. */
  prepare({ url: serverUrl, ...server }: ServerAccess, nodes: number, prefix: string): void {
    fleet = new Fleet({ serverUrl, ...server, seed: 'bench', nodes, prefix });
    namePrefix = prefix;
  },
  /** Registers so many more nodes, which stay away; gives their names. */
  async register(count: number): Promise<string[]> {
    const names = Array.from({ length: count }, (_, index) => `${namePrefix}${fleet.nodes.size + index}`);
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
  cpu: (): number => cpuMicros(),
  rss: (): number => process.memoryUsage.rss(),
  inService: (): number => fleet.inService,
  rsa: (): number => rsaMicros(),
  /** What nodes sent, received and refused: `sent.heartbeat`. */
  counters: (): Readonly<Record<string, number>> => fleet.counters(),
  /** No node says or does anything from now on; what was said is on its way. */
  freeze(): void {
    for (const node of fleet.nodes.values()) node.freeze();
  },
};

export type FleetCommands = typeof commands;

answer(commands);
