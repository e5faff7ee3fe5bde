/** What the process says to the shell, by reason. Scripts rely on these numbers. */
export const EXIT = {
  done: 0,
  /** The job or the check failed; the command itself did its work. */
  failed: 1,
  /** Wrong usage or configuration: doing the same again gives the same. */
  usage: 2,
  /** The server could not be reached: nothing was proven. */
  unreachable: 3,
  /** A list of known failures is stale, nothing was judged, or this machine was too slow or the run too short to tell. */
  stale: 4,
  /** A job was started, and how it ended is not known. */
  unknown: 5,
  /** An error of ours. */
  internal: 70,
  /** A threshold was crossed. */
  threshold: 99,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
