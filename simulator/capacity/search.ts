/** One run with so many nodes, and whether it kept the condition. */
export interface CapacityRun {
  readonly nodes: number;
  readonly isKept: boolean;
}

export interface SearchOptions {
  /** The first number of nodes. */
  readonly from: number;
  /** No run has more. */
  readonly max: number;
  /** The edge is found to this share: 0.1 ends between 1,000 and 1,100. */
  readonly precision: number;
  /** Runs on either side of the edge, at least. */
  readonly repeats: number;
  /** The sides are run again until it is as sure as this, from 0 to 1. */
  readonly confidence: number;
  /** Whether there is time to be surer. */
  readonly isPatient: boolean;
}

/** Runs of one size; where so many do not agree, more will not. */
const MOST_REPEATS = 25;

/** What was found. */
export interface Found {
  /** The most nodes with which most runs kept the condition; 0 where none did. */
  readonly holds: number;
  /** The fewest above it with which most did not; undefined where the largest allowed was held. */
  readonly breaks: number | undefined;
  /** How sure it is that both sides are what they seem, from 0 to 1. */
  readonly confidence: number;
}

export type CapacityStep =
  | { readonly kind: 'try'; readonly nodes: number }
  | ({ readonly kind: 'found' } & Found);

/** How the runs with one number of nodes came out. */
interface Tally {
  readonly nodes: number;
  kept: number;
  broken: number;
}

/**
 * What to try next after these trials, or what they say: doubles until something breaks, halves the gap until it is
 * small enough, and then repeats on both sides, so that one lucky run does not decide. What the repeats turn over is
 * searched on from there. A pure function of what was tried.
 */
export function nextStep(trials: readonly CapacityRun[], options: SearchOptions): CapacityStep {
  const { from, max, precision, repeats, confidence: wanted, isPatient } = options;
  const tallies = tallied(trials);
  const broken = tallies.find((tally) => !mostKept(tally));
  // what is kept above a size that breaks was luck
  const held = tallies.filter((tally) => mostKept(tally) && tally.nodes < (broken?.nodes ?? Infinity)).at(-1);
  const low = held?.nodes ?? 0;
  if (broken === undefined && low < max) return attempt(Math.min(low === 0 ? from : 2 * low, max));
  if (broken !== undefined && broken.nodes - low > Math.max(1, precision * low)) {
    return attempt(between(low, broken.nodes));
  }
  for (const side of [held, broken]) {
    if (side !== undefined && runs(side) < repeats) return attempt(side.nodes);
  }
  const sides = [held, broken].flatMap((side) => side ?? []);
  const confidence = sides.reduce((product, side) => product * certainty(side), 1);
  const [leastSure] = sides.toSorted((a, b) => certainty(a) - certainty(b) || runs(a) - runs(b));
  const isWorthMore = isPatient && confidence < wanted && leastSure !== undefined;
  if (isWorthMore && runs(leastSure) < MOST_REPEATS) return attempt(leastSure.nodes);
  return { kind: 'found', holds: low, breaks: broken?.nodes, confidence };
}

function attempt(nodes: number): CapacityStep {
  return { kind: 'try', nodes };
}

/** The middle, a round number where there is one between. */
function between(low: number, high: number): number {
  const middle = (low + high) / 2;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(high - low)) - 1);
  const round = Math.round(middle / unit) * unit;
  return round > low && round < high ? round : Math.floor(middle);
}

/** By the number of nodes, the fewest first. */
function tallied(trials: readonly CapacityRun[]): readonly Tally[] {
  const byNodes = new Map<number, Tally>();
  for (const { nodes, isKept } of trials) {
    const tally = byNodes.get(nodes) ?? { nodes, kept: 0, broken: 0 };
    if (isKept) tally.kept += 1;
    else tally.broken += 1;
    byNodes.set(nodes, tally);
  }
  return [...byNodes.values()].sort((a, b) => a.nodes - b.nodes);
}

function mostKept({ kept, broken }: Tally): boolean {
  return kept > broken;
}

function runs({ kept, broken }: Tally): number {
  return kept + broken;
}

/**
 * How likely it is that runs of this size go the way most of them went more often than not, when nothing was known
 * before: the beta distribution's share on that side of one half.
 */
function certainty(tally: Tally): number {
  const most = Math.max(tally.kept, tally.broken);
  const coins = runs(tally) + 1;
  let ways = 0;
  for (let heads = 0, choose = 1; heads <= most; heads++) {
    ways += choose;
    choose = (choose * (coins - heads)) / (heads + 1);
  }
  return ways / 2 ** coins;
}
