/**
 * The server cannot start for a reason that its user can mend: a port in use, a setting out of bounds, a
 * database of a newer version. The message is one sentence naming the thing and the remedy.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
