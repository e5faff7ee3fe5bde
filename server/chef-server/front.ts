import { Agent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createProxyServer } from 'httpxy';
import type { Logger } from 'pino';
import { refusal } from '../http/errors.ts';
import { originForm } from '../http/origin-form.ts';

/** What a push server is asked for; everything else is the Chef server's. */
const PUSHY = /^\/+(?:organizations\/+[^/?]+\/+)?pushy(?:[/?]|$)/;

export type Scheme = 'http' | 'https';

export interface FrontOptions {
  /** Answers what is no push server's. */
  readonly chef: RequestListener;
  /** `http://HOST:PORT` of the push server. Undefined: the Chef server refuses what would be its. */
  readonly pushServer?: string;
  readonly log: Logger;
}

/** A Chef server and a push server behind one address. */
export interface Front {
  /** Takes the requests that come in by a scheme, which whoever made the server knows. */
  listener(scheme: Scheme): RequestListener;
  /** Breaks off what still comes from the push server: a stream has no end of its own. */
  stop(): void;
}

/**
 * Passes requests on byte for byte, bodies and answers as they come. `Host` stays as it is and `X-Forwarded-Proto` says
 * the scheme where no proxy before has said it, so that URIs in answers lead back here. A client that goes away is gone
 * for the push server as well.
 */
export function createFront({ chef, pushServer, log }: FrontOptions): Front {
  const passOn = pushServer === undefined ? undefined : proxyTo(pushServer, log);
  return {
    listener: (scheme) => (request, response) => {
      request.headers['x-forwarded-proto'] ??= scheme;
      request.url = originForm(request.url ?? '');
      if (passOn !== undefined && PUSHY.test(request.url)) passOn.pass(request, response);
      else chef(request, response);
    },
    stop: () => passOn?.stop(),
  };
}

function proxyTo(target: string, log: Logger) {
  const passed = new Set<ServerResponse>();
  const proxy = createProxyServer({ target, xfwd: true, secure: false, agent: connectionsTo(target) });
  proxy.on('error', (error, _request, response) => {
    const { code } = error as NodeJS.ErrnoException;
    log.warn({ err: error, pushServer: target }, 'the push server did not answer');
    if (response !== undefined && 'writeHead' in response) {
      refuse(response, refusal('push_server_unreachable', target, code ?? error.message));
    }
  });
  return {
    pass(request: IncomingMessage, response: ServerResponse): void {
      passed.add(response);
      response.once('close', () => passed.delete(response));
      proxy.web(request, response).catch((error: unknown) => {
        log.debug({ err: error }, 'a client of the push server broke off');
      });
    },
    stop(): void {
      for (const response of passed) response.destroy();
    },
  };
}

/**
 * A connection for each request: one that is used again could be closed by the push server just when the next request
 * is sent. The push server is not told so, or it would close it after an answer that comes before the request's end.
 */
function connectionsTo(target: string): Agent {
  const options = { keepAlive: true, maxFreeSockets: 0 };
  return target.startsWith('https:') ? new HttpsAgent(options) : new Agent(options);
}

function refuse(response: ServerResponse, { status, body }: ReturnType<typeof refusal>): void {
  // what has begun to come cannot be taken back: the client sees that it is cut off
  if (response.headersSent) return void response.destroy();
  const payload = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': payload.byteLength });
  response.end(payload);
}
