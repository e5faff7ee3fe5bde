/** Wrong usage or configuration. The message is one sentence naming the thing and the remedy. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What was asked for could not be had, although asking was right. One sentence. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** A job was started, and its end could not be found out. One sentence. */
export class EndUnknown extends Error {
  override readonly name = 'EndUnknown';
}

/** A signal came before the work was done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Says which signal it was. */
export function interruptedBy(signal: AbortSignal): Interrupted {
  return new Interrupted(`Interrupted by ${String(signal.reason)}`);
}
