import { EventEmitter } from 'node:events';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { NodeFault } from '../faults/fault.ts';
import { type FleetFigures, sumFigures } from '../run/fleet-figures.ts';
import type {
  FleetSettings,
  NodeOrder,
  SharedFleet,
  SharedFleetEvents,
  StoppedFleet,
} from './shared-fleet.ts';
import { WorkerProcess } from './worker-process.ts';

/**
 * A fleet whose nodes are shared among processes, in turn as they come. Which process a node lives in changes nothing
 * of what it does: its choices hang on seed and name alone.
 */
export class WorkerFleet extends EventEmitter<SharedFleetEvents> implements SharedFleet {
  readonly #workers: readonly WorkerProcess[];
  readonly #homes = new Map<string, WorkerProcess>();
  #lastWords: readonly StoppedFleet[] | undefined;

  /** @param workers how many processes @param nodes how many nodes are expected */
  constructor(settings: FleetSettings, workers: number, nodes: number) {
    super();
    const listener = {
      changed: () => this.emit('changed'),
      trouble: (node: string, message: string) => this.emit('trouble', node, message),
      lost: (error: Error) => this.emit('failed', error),
    };
    // each has keys of its own, together as many as were asked for
    const own = { ...settings, keyPool: Math.ceil(settings.keyPool / workers) };
    this.#workers = Array.from(
      { length: workers },
      (_, index) =>
        new WorkerProcess(`worker ${index + 1} of ${workers}`, own, Math.ceil(nodes / workers), listener),
    );
  }

  get figures(): FleetFigures {
    const parts = this.#lastWords ?? this.#workers;
    return sumFigures(parts.map(({ figures }) => figures));
  }

  get pids(): readonly number[] {
    return this.#workers.flatMap(({ pid }) => pid ?? []);
  }

  async add(nodes: readonly NodeOrder[]): Promise<void> {
    const before = this.#homes.size;
    const shares = new Map<WorkerProcess, NodeOrder[]>(this.#workers.map((worker) => [worker, []]));
    for (const [index, node] of nodes.entries()) {
      const home = this.#workers[(before + index) % this.#workers.length];
      if (!home) continue;
      this.#homes.set(node.name, home);
      shares.get(home)?.push(node);
    }
    const full = [...shares].filter(([, share]) => share.length > 0);
    await Promise.all(full.map(([worker, share]) => worker.add(share)));
  }

  crash(names: readonly string[], returnsAfterMs: number | undefined): void {
    for (const [worker, own] of this.#byHome(names)) {
      worker.tell({ type: 'crash', names: own, returnsAfterMs });
    }
  }

  start(names: readonly string[]): void {
    for (const [worker, own] of this.#byHome(names)) worker.tell({ type: 'start', names: own });
  }

  behave(names: readonly string[], behaviours: readonly BehaviourChoice[]): void {
    for (const [worker, own] of this.#byHome(names)) worker.tell({ type: 'behave', names: own, behaviours });
  }

  fault(index: number, isOn: boolean): void {
    for (const worker of this.#workers) worker.tell({ type: 'fault', index, isOn });
  }

  addFault(fault: NodeFault): void {
    for (const worker of this.#workers) worker.tell({ type: 'addFault', fault });
  }

  async stop(): Promise<StoppedFleet> {
    const all = await Promise.all(this.#workers.map((worker) => worker.stop()));
    this.#lastWords = all;
    const leftBehind = all.find((words) => words.leftBehind !== undefined)?.leftBehind;
    return {
      figures: this.figures,
      // a line begins with the name of its node
      decisions: all.flatMap(({ decisions }) => decisions).sort(byNode),
      ...(leftBehind !== undefined && { leftBehind }),
    };
  }

  #byHome(all: readonly string[]): ReadonlyMap<WorkerProcess, readonly string[]> {
    const own = new Map<WorkerProcess, string[]>();
    for (const name of all) {
      const home = this.#homes.get(name);
      if (!home) continue;
      const names = own.get(home);
      if (names) names.push(name);
      else own.set(home, [name]);
    }
    return own;
  }
}

function byNode(a: string, b: string): number {
  const [nodeA = '', nodeB = ''] = [a.split(':')[0], b.split(':')[0]];
  return nodeA < nodeB ? -1 : nodeA > nodeB ? 1 : 0;
}
