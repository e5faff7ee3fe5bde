import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** An answer: a status with a body, or whatever the test does with the response. */
export type FakeAnswer =
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ((response: ServerResponse) => void);

export interface FakeChefServer {
  readonly url: string;
  /** Answers by path; what is not in it is a 404. May be changed at any time. */
  readonly answers: Map<string, FakeAnswer>;
  /** Paths in the order in which they were asked for. */
  readonly asked: string[];
  /** The headers of the last request. */
  last(): IncomingMessage['headers'];
}

/** A Chef server that says what a test wants it to say, signed questions and unsigned ones at one address. */
export async function fakeChefServer(t: TestContext): Promise<FakeChefServer> {
  const answers = new Map<string, FakeAnswer>();
  const asked: string[] = [];
  let last: IncomingMessage['headers'] = {};
  const server = http.createServer(({ url = '', headers }, response) => {
    asked.push(url);
    last = headers;
    const answer = answers.get(url) ?? { status: 404, body: {} };
    if (typeof answer === 'function') return answer(response);
    const { status = 200, body = {}, headers: more = {} } = answer;
    response.writeHead(status, { 'content-type': 'application/json', ...more });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    asked,
    last: () => last,
  };
}
