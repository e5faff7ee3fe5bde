import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { answer } from '../process/child-answer.ts';
import { FeedTally } from './feed-tally.ts';

/** Many readers of one feed in one process, over connections of their own. */
const sockets: Socket[] = [];
let tallies: FeedTally[] = [];

/** What all readers of a job's feed got. */
export interface FeedReadersResult {
  readonly events: number;
  /** From the first reader to hear of the job's end to the last, milliseconds. */
  readonly endSpreadMs: number;
  /** Readers that heard of the end. */
  readonly ended: number;
}

const commands = {
  /** Opens so many more feeds with the same request; resolves when all have begun to be answered. */
  async open(url: string, request: string, count: number): Promise<void> {
    const { hostname, port } = new URL(url);
    const openOne = async () => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.write(request);
      sockets.push(socket);
      const tally = new FeedTally();
      tallies.push(tally);
      socket.on('data', (chunk: Buffer) => tally.take(chunk, performance.now()));
      await once(socket, 'data');
    };
    await Promise.all(Array.from({ length: count }, openOne));
  },
  /** Resolves when the server has closed every connection; then all are forgotten. */
  async untilClosed(): Promise<FeedReadersResult> {
    await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')));
    const ends = tallies.flatMap(({ endedAtMs }) => endedAtMs ?? []);
    const events = tallies.reduce((sum, tally) => sum + tally.events, 0);
    sockets.length = 0;
    tallies = [];
    return { events, endSpreadMs: Math.max(...ends) - Math.min(...ends), ended: ends.length };
  },
};

export type FeedReadersCommands = typeof commands;

answer(commands);
