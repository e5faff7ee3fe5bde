import type { TargetFile } from '../target-file/target-file.ts';
import { diffResults, scriptsWithNews } from './diff-outcome.ts';
import type { DiffResults } from './diff-results.ts';
import { diffRuns } from './diff-runs.ts';
import type { DrivenRun } from './driven-run.ts';

/** A target, and what it is called beside the others. */
export interface DiffTarget {
  readonly label: string;
  readonly file: TargetFile;
}

/** Drives one target by all scripts, or by some. @param round from 1 */
export type DriveTarget = (
  target: DiffTarget,
  scripts: readonly string[] | undefined,
  round: number,
) => Promise<DrivenRun>;

/**
 * Drives the targets one after the other by the same scripts, and again by those that gave a difference nobody knows.
 * @param signal aborted when no target is to be driven any more; what was found until then is given
 * @throws what driving throws
 */
export async function diffTargets(
  targets: readonly DiffTarget[],
  drive: DriveTarget,
  signal: AbortSignal,
): Promise<DiffResults> {
  const labels = targets.map(({ label }) => label);
  const runs = await driveAll(targets, drive, undefined, 1, signal);
  const first = diffRuns(runs, labels);
  const news = scriptsWithNews(first);
  const isOver = signal.aborted || runs.some(({ hindrance }) => hindrance !== undefined);
  const again = news.length === 0 || isOver ? undefined : await driveAll(targets, drive, news, 2, signal);
  const hindrances = [...runs, ...(again ?? [])].flatMap(({ hindrance }, index) =>
    hindrance === undefined ? [] : [`${labels[index % labels.length]}: ${hindrance}`],
  );
  const second = again && diffRuns(again, labels);
  return diffResults({ labels, runs, first, second, hindrances });
}

async function driveAll(
  targets: readonly DiffTarget[],
  drive: DriveTarget,
  scripts: readonly string[] | undefined,
  round: number,
  signal: AbortSignal,
): Promise<readonly DrivenRun[]> {
  const runs: DrivenRun[] = [];
  for (const target of targets) {
    if (signal.aborted) break;
    runs.push(await drive(target, scripts, round));
  }
  return runs;
}
