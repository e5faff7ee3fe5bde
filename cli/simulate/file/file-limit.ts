import { readFileSync } from 'node:fs';
import { UsageError } from '../../program/errors.ts';

/** A node's connection and what wakes its socket. */
const FILES_A_NODE = 2;
/** Requests, streams of feeds, and what the process has open anyway. */
const FILES_BESIDES = 200;

/** Throws `UsageError` where this process may not open as many files as so many nodes need. */
export function checkFileLimit(nodes: number, limit = openFileLimit()): void {
  const needed = nodes * FILES_A_NODE + FILES_BESIDES;
  if (limit === undefined || needed <= limit) return;
  throw new UsageError(
    `${nodes} nodes need ${needed} open files and this process may have ${limit}: raise the limit first (ulimit -n ${needed}, or LimitNOFILE= of a service), or take ${Math.max(0, Math.floor((limit - FILES_BESIDES) / FILES_A_NODE))} nodes.`,
  );
}

/** Node.js raises its own limit as far as it may: this is the most there is. Undefined where it is not told. */
function openFileLimit(): number | undefined {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined; // not Linux: trying it will show
  }
}
