import type { CapacityResults, CapacityThreshold, CapacityTrial } from './capacity-results.ts';

/** What was found, in a line. */
export function capacityVerdict({ found, trials }: CapacityResults): string {
  if (found === undefined) return `no verdict: interrupted after ${runs(trials)}`;
  const { holds, breaks, confidence } = found;
  const sure = `confidence ${Math.round(100 * confidence)} %`;
  if (breaks === undefined) return `holds ${grouped(holds)} nodes, the most that was tried; ${sure}`;
  if (holds === 0) return `holds no fleet that was tried, down to ${nodes(breaks)}; ${sure}`;
  return `holds ${nodes(holds)}, not ${grouped(breaks)}; ${sure}`;
}

/** The same as a sentence that stands alone. */
export function capacityHeadline(results: CapacityResults): string {
  const verdict = capacityVerdict(results);
  return results.found === undefined ? `N${verdict.slice(1)}` : `The server ${verdict}`;
}

/** The runs behind the verdict: how many with so many nodes kept the condition. */
export function edgeText({ found, trials }: CapacityResults): string {
  const sizes = [found?.holds, found?.breaks].filter((size) => size !== undefined && size > 0);
  const said = sizes.map((size) => {
    const same = trials.filter((trial) => trial.nodes === size);
    return `${same.filter(({ isKept }) => isKept).length} of ${same.length} runs with ${grouped(size ?? 0)} nodes kept it`;
  });
  return said.join(', ');
}

/** `vote_seconds.p99 < 5 (6.21)`: a crossed threshold and its left side. */
export function crossedText({ threshold, left }: CapacityThreshold): string {
  return `${threshold} (${left === undefined ? 'never measured' : Number(left.toPrecision(3))})`;
}

/** What the last run that broke saw in the way; nothing where none did. */
export function bottlenecksOf({ trials }: CapacityResults): readonly string[] {
  return trials.findLast(({ isKept }) => !isKept)?.bottlenecks ?? [];
}

function nodes(count: number): string {
  return `${grouped(count)} node${count === 1 ? '' : 's'}`;
}

function runs(trials: readonly CapacityTrial[]): string {
  return `${trials.length} run${trials.length === 1 ? '' : 's'}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
