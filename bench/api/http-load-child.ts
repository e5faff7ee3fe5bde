import { answer } from '../process/answer.ts';
import { type RawAnswer, RawConnection } from './raw-connection.ts';

/** The asker of the API's benchmarks, in a process of its own. */
export interface Load {
  readonly url: string;
  /** As it goes over the wire. */
  readonly request: string;
  readonly status: number;
  readonly parallel: number;
  /** One connection for all requests, or a new one for each. */
  readonly keptAlive: boolean;
  readonly windowMs: number;
}

const commands = {
  async ask({ url, request }: Pick<Load, 'url' | 'request'>): Promise<RawAnswer> {
    const connection = await RawConnection.open(url);
    try {
      return await connection.ask(request);
    } finally {
      connection.close();
    }
  },
  /** Asks as fast as the answers come; answers a second. */
  async rate(load: Load): Promise<number> {
    const startMs = performance.now();
    const endMs = startMs + load.windowMs;
    const counts = await Promise.all(Array.from({ length: load.parallel }, () => askUntil(load, endMs)));
    const done = counts.reduce((sum, count) => sum + count, 0);
    return (done / (performance.now() - startMs)) * 1_000;
  },
  /** Asks each in turn over one connection; how long each took, milliseconds. */
  async times(url: string, requests: readonly string[]): Promise<number[]> {
    const connection = await RawConnection.open(url);
    try {
      const times: number[] = [];
      for (const request of requests) {
        const startMs = performance.now();
        expectStatus(await connection.ask(request), 200);
        times.push(performance.now() - startMs);
      }
      return times;
    } finally {
      connection.close();
    }
  },
};

export type HttpLoadCommands = typeof commands;

async function askUntil(load: Load, endMs: number): Promise<number> {
  let count = 0;
  let connection: RawConnection | undefined;
  for (; performance.now() < endMs; count++) {
    connection ??= await RawConnection.open(load.url);
    expectStatus(await connection.ask(load.request), load.status);
    if (load.keptAlive) continue;
    connection.close();
    connection = undefined;
  }
  connection?.close();
  return count;
}

function expectStatus({ status, body }: RawAnswer, expected: number): void {
  if (status !== expected) throw new Error(`answered with ${status} in place of ${expected}: ${body}`);
}

answer(commands);
