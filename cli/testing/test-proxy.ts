import {
  request as ask,
  type ClientRequest,
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What a proxy answers by itself. */
export interface OwnAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface TestProxyOptions {
  /** PEM; without it the proxy speaks HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Answers in the server's place; undefined passes the request on. */
  readonly answer?: (request: IncomingMessage) => OwnAnswer | undefined;
  /** Changes the JSON body of an answer 200 of the server; undefined passes it on. */
  readonly reshape?: (request: IncomingMessage) => ((body: unknown) => unknown) | undefined;
}

/** Stands before a server at an address of its own, as a proxy does, and bends what tests want bent. */
export interface TestProxy extends AsyncDisposable {
  readonly url: string;
  /** From now on nobody listens at its address, and what is under way is broken off. */
  close(): Promise<void>;
}

export async function startTestProxy(serverUrl: string, options: TestProxyOptions = {}): Promise<TestProxy> {
  const { tls } = options;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const own = options.answer?.(request);
    if (own === undefined) pass(serverUrl, request, response, options);
    else {
      request.resume();
      response.writeHead(own.status, { 'Content-Type': own.type }).end(own.text);
    }
  };
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function pass(
  serverUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  { tls, reshape }: TestProxyOptions,
): void {
  const headers = { ...request.headers, ...(tls !== undefined && { 'x-forwarded-proto': 'https' }) };
  const passed: ClientRequest = ask(`${serverUrl}${request.url}`, {
    method: request.method ?? 'GET',
    headers,
  });
  passed.on('response', (answer) => {
    const change = answer.statusCode === 200 ? reshape?.(request) : undefined;
    if (change !== undefined) return void changed(answer, response, change);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    // the answer of a feed begins long before it has anything to tell
    response.flushHeaders();
    answer.pipe(response);
    // the end of a stream that somebody hung up is nobody's news
    answer.on('error', () => response.destroy());
  });
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  request.pipe(passed);
}

async function changed(
  answer: IncomingMessage,
  response: ServerResponse,
  change: (body: unknown) => unknown,
): Promise<void> {
  const bytes: Buffer[] = [];
  for await (const chunk of answer) bytes.push(chunk);
  const text = JSON.stringify(change(JSON.parse(Buffer.concat(bytes).toString())));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(text);
}
