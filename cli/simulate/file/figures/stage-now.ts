import { placedStages, type Stage } from '../../../../simulator/fleet-file/stage.ts';
import type { ViewedStage } from '../../view/view-figures.ts';

/** The stage that a plan is in so many seconds after its start; undefined where all are over. */
export function stageNow(stages: readonly Stage[], seconds: number): ViewedStage | undefined {
  const nowMs = seconds * 1_000;
  const placed = placedStages(stages);
  const index = placed.findIndex(({ beginsAtMs, ms }) => nowMs < beginsAtMs + ms);
  const stage = placed[index];
  if (stage === undefined) return undefined;
  const { from, to, beginsAtMs, ms } = stage;
  return { number: index + 1, of: placed.length, from, to, leftSeconds: (beginsAtMs + ms - nowMs) / 1_000 };
}
