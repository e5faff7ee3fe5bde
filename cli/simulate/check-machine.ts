import { type MachineLimits, machineLimits } from '../../simulator/workers/machine-limits.ts';
import { type Demand, workerCount } from '../../simulator/workers/worker-count.ts';
import { UsageError } from '../program/errors.ts';

/** How many processes share the nodes. Throws `UsageError` where this machine does not allow the fleet. */
export function checkMachine(demand: Demand, machine: MachineLimits = machineLimits()): number {
  const count = workerCount(demand, machine);
  if (!count.ok) throw new UsageError(count.problem);
  return count.workers;
}
