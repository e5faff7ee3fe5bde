import type { MachineLimits } from './machine-limits.ts';

/** A fleet as the machine sees it. */
export interface Demand {
  readonly nodes: number;
  readonly workers: number | 'auto';
  /** The server runs on this machine, started for the fleet. */
  readonly hasServer: boolean;
  /** Each connection goes through the fleet's own network. */
  readonly hasFaults?: boolean;
}

export type WorkerCount =
  | { readonly ok: true; readonly workers: number }
  /** What the machine does not allow, and the remedy. */
  | { readonly ok: false; readonly problem: string };

/** A node's connection and what wakes its socket. */
const FILES_A_NODE = 2;
/** libzmq gives a process 65,535 sockets, and a node may have three at once while it connects anew. */
const NODES_BY_SOCKETS = Math.floor(65_535 / 3);
/** Both ends of the connection in the network, and one that a fault has left without the other. */
const FILES_OF_NETWORK = 3;
/** A node's connection to the network is one to this machine, too. */
const PORTS_OF_NETWORK = 1;
/** Requests, streams of feeds, and what a process has open anyway. */
const FILES_BESIDES = 200;
/** Connections of the fleet that are no node's. */
const PORTS_BESIDES = 100;
/** Nodes that one core can keep talking; fewer are not worth another process. */
const NODES_A_CORE = 2_000;

/** Measured with `npm run bench -- fleet broker/memory`, rounded up: what one more node takes, of the fleet and the server. */
const BYTES_A_NODE = 64 * 1_024;
const SERVER_BYTES_A_NODE = 64 * 1_024;
/** Resident memory of a process without nodes. */
const BYTES_A_PROCESS = 120 * 2 ** 20;

/**
 * How many processes share the nodes. `auto` is one for a small fleet, then as many as the cores can feed, or open files
 * and sockets ask for. One leaves the nodes in the process that was started.
 */
export function workerCount(demand: Demand, machine: MachineLimits): WorkerCount {
  const { nodes, workers, hasServer, hasFaults = false } = demand;
  const filesANode = FILES_A_NODE + (hasFaults ? FILES_OF_NETWORK : 0);
  const portsANode = 1 + (hasFaults ? PORTS_OF_NETWORK : 0);
  const { openFiles, ports } = machine;
  const byFiles = openFiles === undefined ? nodes : Math.floor((openFiles - FILES_BESIDES) / filesANode);
  const most = Math.min(byFiles, NODES_BY_SOCKETS);
  if (most < 1) {
    return refused(
      `A process may have ${openFiles} open files, too few for a single node: raise the limit first (ulimit -n ${nodes * filesANode + FILES_BESIDES}, or LimitNOFILE= of a service).`,
    );
  }
  const fewest = Math.ceil(nodes / most);
  const wanted = workers === 'auto' ? Math.max(fewest, forCores(nodes, machine.cpus)) : workers;
  const count = Math.min(wanted, nodes);
  if (count < fewest && most < byFiles) {
    return refused(
      `A process holds ${most} nodes at most, because libzmq gives it no more sockets: give --workers ${fewest} or auto, or take ${most * count} nodes.`,
    );
  }
  if (count < fewest) {
    const each = Math.ceil(nodes / count) * filesANode + FILES_BESIDES;
    return refused(
      `${nodes} nodes in ${count === 1 ? 'one process' : `${count} processes`} need ${each} open files each, and a process may have ${openFiles}: give --workers ${fewest} or auto, raise the limit first (ulimit -n ${each}, or LimitNOFILE= of a service), or take ${most * count} nodes.`,
    );
  }
  if (hasServer && openFiles !== undefined && nodes + FILES_BESIDES > openFiles) {
    return refused(
      `The server of ${nodes} nodes needs ${nodes + FILES_BESIDES} open files, and a process may have ${openFiles}: raise the limit first (ulimit -n ${nodes + FILES_BESIDES}, or LimitNOFILE= of a service), or take ${openFiles - FILES_BESIDES} nodes.`,
    );
  }
  if (ports !== undefined && nodes * portsANode + PORTS_BESIDES > ports) {
    const needed = portsANode === 1 ? 'as many' : `${nodes * portsANode}`;
    return refused(
      `${nodes} nodes need ${needed} local ports, and this machine has ${ports}: widen their range first (sysctl -w net.ipv4.ip_local_port_range="1024 65535"), or take ${Math.floor((ports - PORTS_BESIDES) / portsANode)} nodes.`,
    );
  }
  return checkedMemory(nodes, count, hasServer, machine.availableBytes);
}

/** Why a fleet that is there, with so many nodes, cannot have as many as this; undefined where it can. */
export function growthProblem(
  demand: Demand & { readonly workers: number },
  nodesThere: number,
  machine: MachineLimits,
): string | undefined {
  // what it has taken already is no more available, and not asked for again
  const taken = bytesOf(nodesThere, demand.workers, demand.hasServer);
  const count = workerCount(demand, { ...machine, availableBytes: machine.availableBytes + taken });
  return count.ok ? undefined : count.problem;
}

function bytesOf(nodes: number, workers: number, hasServer: boolean): number {
  const processes = (workers > 1 ? workers : 0) + (hasServer ? 1 : 0);
  return nodes * bytesANode(hasServer) + processes * BYTES_A_PROCESS;
}

function bytesANode(hasServer: boolean): number {
  return BYTES_A_NODE + (hasServer ? SERVER_BYTES_A_NODE : 0);
}

function forCores(nodes: number, cpus: number): number {
  // the server, or whoever plans and reports, has a core of its own
  return Math.max(1, Math.min(Math.ceil(nodes / NODES_A_CORE), cpus - 1));
}

function checkedMemory(
  nodes: number,
  workers: number,
  hasServer: boolean,
  availableBytes: number,
): WorkerCount {
  const eachNode = bytesANode(hasServer);
  const needed = bytesOf(nodes, workers, hasServer);
  if (needed <= availableBytes) return { ok: true, workers };
  const free = availableBytes - bytesOf(0, workers, hasServer);
  const fitting = Math.max(0, Math.floor(free / eachNode));
  return refused(
    `${nodes} nodes need about ${megabytes(needed)} MB of memory (${eachNode / 1_024} KB each), and ${megabytes(availableBytes)} MB are available: free some, raise the limit of the container, or take ${fitting} nodes.`,
  );
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function refused(problem: string): WorkerCount {
  return { ok: false, problem };
}
