import { type BenchFleet, startBenchFleet } from '../fleet/bench-fleet.ts';
import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { ServerAccess } from '../server/server-child.ts';
import type { Address } from '../sockets/address.ts';
import { startBareDealers } from '../sockets/bare-children.ts';
import type { BareDealersCommands } from '../sockets/bare-dealers-child.ts';

/** Processes that a fleet is shared among: a node takes two descriptors, and a process has some 20,000. */
const PROCESSES = 2;

/** One of the processes that make up a party. */
interface Member {
  ask(command: 'memory' | 'cpu'): Promise<number>;
}

/** Many connections, shared among processes of their own; figures are of all of them together. */
abstract class MemberProcesses<M extends Member> {
  protected readonly members: readonly M[];

  constructor(members: readonly M[]) {
    this.members = members;
  }

  memory(): Promise<number> {
    return this.sum((member) => member.ask('memory'));
  }

  cpuMicros(): Promise<number> {
    return this.sum((member) => member.ask('cpu'));
  }

  protected all<T>(ask: (member: M, index: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.members.map(ask));
  }

  async sum(ask: (member: M) => Promise<number>): Promise<number> {
    return (await this.all(ask)).reduce((sum, each) => sum + each, 0);
  }
}

/** Bare DEALERs that answer what they receive. */
export class DealerProcesses extends MemberProcesses<Child<BareDealersCommands>> {
  static async start(children: Children, nodes: number): Promise<DealerProcesses> {
    return new DealerProcesses(
      await Promise.all(shares(nodes).map((share) => startBareDealers(children, share))),
    );
  }

  async connect(to: Address, count: number): Promise<void> {
    const each = shares(count);
    await this.all((member, index) => member.ask('connect', { to, count: each[index] ?? 0 }));
  }

  /** Each connection sends these frames once. */
  async say(frames: readonly string[]): Promise<void> {
    await this.all((member) => member.ask('say', { frames }));
  }
}

/** Our fleet. */
export class SharedFleetProcesses extends MemberProcesses<BenchFleet> {
  static async start(children: Children, server: ServerAccess, nodes: number): Promise<SharedFleetProcesses> {
    const starting = shares(nodes).map((share, index) =>
      startBenchFleet(children, server, share, `node${index}x`),
    );
    return new SharedFleetProcesses(await Promise.all(starting));
  }

  /** Registers so many more, which stay away; their names. */
  async register(count: number): Promise<readonly string[]> {
    const each = shares(count);
    return (await this.all((member, index) => member.ask('register', each[index] ?? 0))).flat();
  }

  /** Starts the nodes that are away; resolves when all believe themselves in service. */
  async comeUp(): Promise<void> {
    await this.all((member) => member.ask('comeUp'));
  }

  /** As `Fleet.counters`, of all processes. */
  async counters(): Promise<Readonly<Record<string, number>>> {
    const sums: Record<string, number> = {};
    for (const counters of await this.all((member) => member.ask('counters'))) {
      for (const [name, count] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + count;
    }
    return sums;
  }

  rssBytes(): Promise<number> {
    return this.sum((member) => member.ask('rss'));
  }

  /** Nodes that are out of rehab and believe the server online. */
  inService(): Promise<number> {
    return this.sum((member) => member.ask('inService'));
  }

  /** Processor time of the RSA that a node needs to come up, microseconds, by the process that takes longest. */
  async rsaMicros(): Promise<number> {
    return Math.max(...(await this.all((member) => member.ask('rsa'))));
  }

  async freeze(): Promise<void> {
    await this.all((member) => member.ask('freeze'));
  }
}

/** So many, shared as evenly as can be. */
function shares(count: number): readonly number[] {
  return Array.from({ length: PROCESSES }, (_, index) => Math.floor((count + index) / PROCESSES));
}
