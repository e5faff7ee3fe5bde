import assert from 'node:assert/strict';
import test from 'node:test';
import type { MachineLimits } from './machine-limits.ts';
import { machineLimits } from './machine-limits.ts';
import { type Demand, growthProblem, workerCount } from './worker-count.ts';

const MACHINE: MachineLimits = { cpus: 8, openFiles: 20_000, ports: 60_000, availableBytes: 32 * 2 ** 30 };
const DEMAND: Demand = { nodes: 100, workers: 'auto', hasServer: true };

function workersOf(demand: Partial<Demand>, machine: Partial<MachineLimits> = {}): number {
  const count = workerCount({ ...DEMAND, ...demand }, { ...MACHINE, ...machine });
  assert.ok(count.ok, count.ok ? '' : count.problem);
  return count.workers;
}

function problemOf(demand: Partial<Demand>, machine: Partial<MachineLimits> = {}): string {
  const count = workerCount({ ...DEMAND, ...demand }, { ...MACHINE, ...machine });
  assert.ok(!count.ok, 'it is allowed');
  return count.problem;
}

test('faults of the network take more open files and ports of each node', () => {
  const demand = { nodes: 1_000, workers: 1, hasServer: false, hasFaults: true };
  assert.match(
    problemOf(demand, { openFiles: 1_024 }),
    /^1000 nodes in one process need 5200 open files each/,
  );
  assert.match(
    problemOf(demand, { ports: 1_100 }),
    /^1000 nodes need 2000 local ports, .*, or take 500 nodes\.$/,
  );
});

test('a small fleet stays in one process', () => {
  assert.equal(workersOf({}), 1);
  assert.equal(workersOf({ nodes: 2_000 }), 1);
});

test('a large fleet has as many workers as the cores can feed, but one', () => {
  assert.equal(workersOf({ nodes: 5_000 }), 3);
  assert.equal(workersOf({ nodes: 19_000 }), 7);
  assert.equal(workersOf({ nodes: 9_000 }, { cpus: 2 }), 1);
  assert.equal(workersOf({ nodes: 9_000 }, { cpus: 1 }), 1);
});

test('no worker holds more than its open files allow', () => {
  assert.equal(workersOf({ nodes: 9_900 }, { cpus: 2 }), 1);
  assert.equal(workersOf({ nodes: 9_901 }, { cpus: 2 }), 2);
  assert.equal(workersOf({ nodes: 800 }, { cpus: 2, openFiles: 1_024 }), 2);
});

test('so many workers as were asked for, where they can hold the nodes', () => {
  assert.equal(workersOf({ workers: 3 }), 3);
  assert.equal(workersOf({ workers: 3, nodes: 2 }), 2);
  assert.equal(
    problemOf({ nodes: 1_000, workers: 2, hasServer: false }, { openFiles: 1_024 }),
    '1000 nodes in 2 processes need 1200 open files each, and a process may have 1024: give --workers 3 or auto, raise the limit first (ulimit -n 1200, or LimitNOFILE= of a service), or take 824 nodes.',
  );
  assert.match(
    problemOf({ nodes: 1_000, workers: 1, hasServer: false }, { openFiles: 1_024 }),
    /^1000 nodes in one process need 2200 open files each/,
  );
});

test('a limit that no number of workers helps with is named with its remedy', () => {
  assert.match(problemOf({}, { openFiles: 200 }), /too few for a single node.*ulimit -n 400/);
  assert.match(
    problemOf({ nodes: 1_000 }, { openFiles: 1_024 }),
    /^The server of 1000 nodes needs 1200 open files, .*ulimit -n 1200.* or take 824 nodes\.$/,
  );
  assert.equal(workersOf({ nodes: 1_000, hasServer: false }, { openFiles: 1_024 }), 3);
  assert.match(
    problemOf({ nodes: 19_000 }, { ports: 10_000 }),
    /has 10000: .*ip_local_port_range.* take 9900 nodes\.$/,
  );
  assert.match(
    problemOf({ nodes: 19_000 }, { availableBytes: 2 ** 30, cpus: 1 }),
    /^19000 nodes need about 2\d\d\d MB .* 1024 MB are available: .* take \d+ nodes\.$/,
  );
});

test('no worker holds more than libzmq gives it sockets for', () => {
  const plenty = { openFiles: 1_000_000, ports: 100_000, cpus: 1 };
  assert.equal(workersOf({ nodes: 90_000 }, plenty), 5);
  assert.equal(
    problemOf({ nodes: 90_000, workers: 2 }, plenty),
    'A process holds 21845 nodes at most, because libzmq gives it no more sockets: give --workers 5 or auto, or take 43690 nodes.',
  );
});

test("what the system does not tell stands in nobody's way", () => {
  assert.equal(workersOf({ nodes: 20_000 }, { openFiles: undefined, ports: undefined, cpus: 1 }), 1);
});

test('this machine has something of everything', () => {
  const { cpus, availableBytes } = machineLimits();
  assert.ok(cpus >= 1 && availableBytes > 0);
});

test('a fleet that grows asks for what it has not taken yet, in the processes that it has', () => {
  const demand = { nodes: 1_000, workers: 1, hasServer: false };
  const none = { ...MACHINE, availableBytes: 32 * 2 ** 20 };
  assert.match(growthProblem(demand, 0, none) ?? '', /^1000 nodes need about 63 MB of memory/);
  assert.equal(growthProblem(demand, 900, none), undefined);
  assert.match(
    growthProblem({ ...demand, nodes: 10_000 }, 900, MACHINE) ?? '',
    /^10000 nodes in one process need/,
  );
});
