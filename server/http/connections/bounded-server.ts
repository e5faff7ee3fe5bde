import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Bounds } from '../../bounds.ts';
import type { Metrics } from '../../metrics.ts';
import type { ServerTimings } from '../../settings.ts';
import type { TlsPair } from '../../tls/tls-pair.ts';
import { TlsServer } from '../../tls/tls-server.ts';
import { IdleConnections, PLAIN_BYTES, TLS_BYTES } from './idle-connections.ts';
import type { Pace } from './pace.ts';
import { readPiecemeal } from './piecemeal.ts';
import { RequestTurns } from './turns.ts';

/** How long a client may take to send a request. Streams are answers, and may last. */
export const REQUEST_TIMEOUT_MS = 120_000;

/** Longer than clients keep connections that they do not use, so that none is closed just when it is used. */
export const KEEP_ALIVE_MS = 72_000;

export interface BoundedServerDeps {
  readonly timings: ServerTimings;
  readonly metrics: Metrics;
  readonly bounds: Bounds;
  /** It speaks https by this certificate; http where there is none. */
  readonly tls?: TlsPair;
}

/** A server of http or https, not listening yet, whose connections are held to the bounds of this folder. */
export function boundedServer(answer: RequestListener, pace: Pace, deps: BoundedServerDeps): Server {
  const options = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // of TLS
    handshakeTimeout: deps.timings.handshakeTimeoutMs,
  };
  const idle = idleOf(deps);
  const turns = turnsOf(answer, pace, idle, deps);
  const take: RequestListener = (request, response) => turns.take(request, response);
  const { tls } = deps;
  const server = tls === undefined ? createServer(options, take) : new TlsServer(options, tls, take);
  server.on('connection', (socket: Socket) => idle.accepted(socket));
  return server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    pace.accepted();
    if (tls !== undefined) idle.accepted(socket);
    readPiecemeal(socket, turns, pace, (bytes) => idle.head(socket, bytes));
  });
}

function idleOf({ timings, metrics, bounds, tls }: BoundedServerDeps): IdleConnections {
  const idle = new IdleConnections({
    maxBytes: timings.maxIdleBytes,
    bytesEach: tls === undefined ? PLAIN_BYTES : TLS_BYTES,
    onCutOff: ({ remoteAddress }) => bounds.met('idle', { address: remoteAddress }),
  });
  metrics.gauge(
    'idle_bytes',
    'Bytes that connections take, about, over which nothing is asked.',
    undefined,
    () => [['', idle.bytes]],
  );
  return idle;
}

function turnsOf(
  answer: RequestListener,
  pace: Pace,
  idle: IdleConnections,
  { timings, metrics, bounds }: BoundedServerDeps,
): RequestTurns {
  const turns = new RequestTurns({
    maxWaiting: timings.maxPipelinedRequests,
    answer,
    pace,
    onAsked: (socket) => idle.asks(socket),
    onRest: (socket) => idle.rests(socket),
    onTooMany: ({ remoteAddress }) => bounds.met('pipelined', { address: remoteAddress }),
  });
  metrics.gauge(
    'pipelined_requests',
    'Requests that wait behind others of their connections.',
    undefined,
    () => [['', turns.waiting]],
  );
  return turns;
}
