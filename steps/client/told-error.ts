import type { Unmet } from '../../conformance/client/testbed/unmet.ts';

/** How a failure begins that is no fault of what is judged. */
const OWN_FAULT = 'harness: ';

/** An error that accuses push-harness and not the client, with the stack of the one that was thrown. */
export function ownFault(thrown: unknown): Error {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return toldError(`${OWN_FAULT}${said}`, thrown);
}

/** An error that accuses the client. One that has the two values beside its message Cucumber would tell without the message. */
export function clientFault(unmet: Unmet): Error {
  return toldError(unmet.message, unmet);
}

function toldError(message: string, cause: unknown): Error {
  const error = new Error(message, { cause });
  if (!(cause instanceof Error)) return error;
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  error.stack = [`Error: ${message}`, ...frames].join('\n');
  return error;
}
