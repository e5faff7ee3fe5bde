import type { Server } from 'node:http';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Closers } from '../closers.ts';
import { clientErrorHandler } from '../http/client-error.ts';
import { type BoundedServerDeps, boundedServer } from '../http/connections/bounded-server.ts';
import { Pace } from '../http/connections/pace.ts';
import { listenAt } from '../places.ts';
import type { TcpAddress } from '../tcp-address.ts';
import type { Certificate } from '../tls/certificate.ts';
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
    deps,
  }: {
    readonly place: TcpAddress;
    readonly certificate: Certificate;
    readonly clock: Clock;
    readonly closers: Closers;
    readonly deps: Omit<BoundedServerDeps, 'tls'>;
  },
): Promise<number> {
  const tls = scheme === 'https' && { tls: certificate };
  const server = boundedServer(front.listener(scheme), new Pace(), { ...deps, ...tls });
  server.on('clientError', clientErrorHandler);
  const port = await listenAt(server, place);
  closers.add(() => close(server, clock));
  return port;
}

function close(server: Server, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(CLOSE_GRACE_MS, () => server.closeAllConnections());
    server.close(() => {
      timer.cancel();
      resolve();
    });
    server.closeIdleConnections();
  });
}
