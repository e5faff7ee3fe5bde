/** How long the client may take. */
export interface Waits {
  /** To do what it was told: some heartbeats, and what a process may need to start. */
  readonly answerMs: number;
  /** How long a command runs during which the server is restarted. */
  readonly pauseSeconds: number;
  /** The longest that anything is waited for; its first contact may take as long. */
  readonly patienceMs: number;
}

const ANSWER_INTERVALS = 20;
const ANSWER_LEAST_MS = 3_000;
const PAUSE_SHARE = 0.25;

/** Every wait comes from the interval between two heartbeats. */
export function waitsFor(heartbeatIntervalMs: number, patienceMs: number): Waits {
  const answerMs = Math.min(patienceMs, ANSWER_LEAST_MS + ANSWER_INTERVALS * heartbeatIntervalMs);
  return { answerMs, pauseSeconds: Math.ceil((PAUSE_SHARE * answerMs) / 1_000), patienceMs };
}
