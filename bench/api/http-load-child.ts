import { answer } from '../process/child-answer.ts';
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
  /** Asked before any answer counts, or as many as a second has room for. */
  readonly warmUpRequests: number;
  readonly windowMs: number;
}

const WARM_UP_LIMIT_MS = 1_000;

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
    await askAll(load, load.warmUpRequests, WARM_UP_LIMIT_MS);
    const startMs = performance.now();
    const done = await askAll(load, Number.POSITIVE_INFINITY, load.windowMs);
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

/** Sends so many requests, or as many as the time has room for, and gives how many were answered. */
async function askAll(load: Load, requests: number, limitMs: number): Promise<number> {
  const endMs = performance.now() + limitMs;
  let asked = 0;
  const next = () => {
    if (asked >= requests || performance.now() >= endMs) return false;
    asked += 1;
    return true;
  };
  await Promise.all(Array.from({ length: load.parallel }, () => askWhile(load, next)));
  return asked;
}

async function askWhile(load: Load, next: () => boolean): Promise<void> {
  let connection: RawConnection | undefined;
  while (next()) {
    connection ??= await RawConnection.open(load.url);
    expectStatus(await connection.ask(load.request), load.status);
    if (load.keptAlive) continue;
    connection.close();
    connection = undefined;
  }
  connection?.close();
}

function expectStatus({ status, body }: RawAnswer, expected: number): void {
  if (status !== expected) throw new Error(`answered with ${status} in place of ${expected}: ${body}`);
}

answer(commands);
