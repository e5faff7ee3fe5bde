import { createServer } from 'node:net';
import { pollUntil } from './poll.ts';

/**
 * Resolves when all of these ports can be had. ZeroMQ frees a port in a thread of its own, some time after its socket
 * was closed.
 */
export async function untilFree(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    await pollUntil(`port ${port} free`, () => isFree(host, port), Boolean, {
      everyMs: 1,
      patienceMs: 5_000,
    });
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
