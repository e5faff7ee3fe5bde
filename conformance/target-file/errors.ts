/** The server to be judged cannot be asked, so that nothing can be proven. One sentence without a full stop. */
export class TargetUnreachable extends Error {
  override readonly name = 'TargetUnreachable';
}

/** What was asked of a run cannot be: an id that no scenario has, a target that refuses its own admin. One sentence. */
export class ConformUsageError extends Error {
  override readonly name = 'ConformUsageError';
}
