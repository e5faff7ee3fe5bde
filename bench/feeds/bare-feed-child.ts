import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from '../process/child-answer.ts';
import { residentBytes } from '../process/usage.ts';

/** The floor of the feeds: node:http with one response for each reader, and the same bytes for all. */
const responses: ServerResponse[] = [];

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  responses.push(response);
});

const commands = {
  async start(): Promise<string> {
    server.listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  /** Tells all readers, and closes. */
  tellAll(text: string): void {
    for (const response of responses.splice(0)) response.end(text);
  },
  memory: (): Promise<number> => residentBytes(),
};

export type BareFeedCommands = typeof commands;

answer(commands);
