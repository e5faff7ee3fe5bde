/** Somebody to whom the metrics of a run are given as they stand, once a second and once more when the run has ended. */
export interface MetricsOut {
  /** @param seconds since the start of the run @param metrics by name, as in `results.json` */
  looked(seconds: number, metrics: Readonly<Record<string, number>>): void;
  /** Nothing comes any more; resolves when everything is written, and told where it could not be. */
  close(): Promise<void>;
}

/** All of them as one. */
export function allOf(outs: readonly MetricsOut[]): MetricsOut {
  return {
    looked: (seconds, metrics) => {
      for (const out of outs) out.looked(seconds, metrics);
    },
    close: async () => {
      await Promise.all(outs.map((out) => out.close()));
    },
  };
}
