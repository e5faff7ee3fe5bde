/** How much of what others wrote is taken in; what is more is a fault, and left out. */
export const EVIDENCE_BOUNDS = {
  /** Of one file. */
  fileBytes: 268_435_456,
  /** Of one event, one line, one job. */
  itemBytes: 16_777_216,
  /** Of all captures of one source together. */
  events: 1_000_000,
  /** Of one job. */
  nodes: 100_000,
  /** Of one source: who reads a hundred has seen what is wrong. */
  faults: 100,
} as const;
