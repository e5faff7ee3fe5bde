import http from 'node:http';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Closers } from '../closers.ts';
import { KEEP_ALIVE_MS, REQUEST_TIMEOUT_MS } from '../http/app.ts';
import { clientErrorHandler } from '../http/client-error.ts';
import { listenAt } from '../places.ts';
import type { TcpAddress } from '../tcp-address.ts';
import type { Certificate } from '../tls/certificate.ts';
import { TlsServer } from '../tls/tls-server.ts';
import type { Front, Scheme } from './front.ts';

/** How long a request may take to end when the front stops. */
const CLOSE_GRACE_MS = 3_000;

/** Lets requests of one scheme in. Resolves to the port; what closes it is added to `closers`. @throws StartError */
export async function listenFront(
  front: Front,
  scheme: Scheme,
  {
    place,
    certificate,
    clock,
    closers,
  }: {
    readonly place: TcpAddress;
    readonly certificate: Certificate;
    readonly clock: Clock;
    readonly closers: Closers;
  },
): Promise<number> {
  const options = { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  const server =
    scheme === 'http'
      ? http.createServer(options, front.listener(scheme))
      : new TlsServer(options, certificate, front.listener(scheme));
  server.on('clientError', clientErrorHandler);
  const port = await listenAt(server, place);
  closers.add(() => close(server, clock));
  return port;
}

function close(server: http.Server | TlsServer, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(CLOSE_GRACE_MS, () => server.closeAllConnections());
    server.close(() => {
      timer.cancel();
      resolve();
    });
    server.closeIdleConnections();
  });
}
