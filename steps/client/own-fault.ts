/** How a failure begins that is no fault of what is judged. */
const OWN_FAULT = 'harness: ';

/** An error that accuses push-harness and not the client, with the stack of the one that was thrown. */
export function ownFault(thrown: unknown): Error {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const fault = new Error(`${OWN_FAULT}${said}`, { cause: thrown });
  if (!(thrown instanceof Error)) return fault;
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  fault.stack = [`Error: ${fault.message}`, ...frames].join('\n');
  return fault;
}
