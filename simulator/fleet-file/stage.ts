/** A stretch of time in which a level (nodes there, jobs a minute) goes evenly from where it was to another, or stays. */
export interface Stage {
  /** The level at its end. */
  readonly to: number;
  /** How long it takes; 0 is at once. */
  readonly ms: number;
}

/** A stage with where and when it begins. Levels begin at 0. */
export interface PlacedStage extends Stage {
  readonly from: number;
  readonly beginsAtMs: number;
}

/** The stages one after the other. */
export function placedStages(stages: readonly Stage[]): readonly PlacedStage[] {
  let [from, beginsAtMs] = [0, 0];
  return stages.map((stage) => {
    const placed = { ...stage, from, beginsAtMs };
    from = stage.to;
    beginsAtMs += stage.ms;
    return placed;
  });
}

/** How long all of them take. */
export function stagesMs(stages: readonly Stage[]): number {
  return stages.reduce((sum, { ms }) => sum + ms, 0);
}

/** The highest level. */
export function peakOf(stages: readonly Stage[]): number {
  return Math.max(0, ...stages.map(({ to }) => to));
}
