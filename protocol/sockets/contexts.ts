import { Context } from 'zeromq';

/** Sockets that a context has places for where nobody asks for more; libzmq's own default. */
const DEFAULT_SOCKETS = 1_023;

/**
 * Contexts that nobody uses at present. The binding ends a context, with its threads and file descriptors, only when
 * the process ends; so that what is started and stopped a thousand times does not grow, the next one takes it over.
 */
const idle: Context[] = [];

/**
 * A ZeroMQ context for its caller alone, until it is given back.
 * @param sockets places for sockets that it has at least, as far as libzmq allows
 */
export function borrowContext(sockets = DEFAULT_SOCKETS): Context {
  const place = idle.findIndex(
    ({ maxSockets, maxSocketsLimit }) => maxSockets >= Math.min(sockets, maxSocketsLimit),
  );
  const [found] = place < 0 ? [] : idle.splice(place, 1);
  if (found !== undefined) return found;
  const made = new Context({ blocky: false });
  made.maxSockets = Math.min(made.maxSocketsLimit, sockets);
  return made;
}

/** To be called once, when all sockets in the context are closed. */
export function returnContext(context: Context): void {
  idle.push(context);
  // the smallest that will do is taken: whoever needs a large one finds it
  idle.sort((a, b) => a.maxSockets - b.maxSockets);
}
