/** When a fault is on, from the begin of the run; without an end to the end of the run. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number | undefined;
}

/** A fault begins or ends. */
export interface FaultChange {
  readonly atMs: number;
  /** The number of the fault. */
  readonly index: number;
  readonly isOn: boolean;
}

/** All beginnings and ends in their order; of one moment the ends come first. */
export function faultChanges(windows: readonly Window[]): readonly FaultChange[] {
  return windows
    .flatMap(({ fromMs, toMs }, index): readonly FaultChange[] => [
      { atMs: fromMs, index, isOn: true },
      ...(toMs === undefined ? [] : [{ atMs: toMs, index, isOn: false }]),
    ])
    .sort((a, b) => a.atMs - b.atMs || Number(a.isOn) - Number(b.isOn));
}
