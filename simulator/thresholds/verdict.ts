import type { ComparisonOperator, Term, Threshold } from './expression.ts';

/** How a threshold came out. */
export interface ThresholdVerdict {
  readonly threshold: string;
  /** Undefined where a metric in it was never measured; then the threshold counts as crossed. */
  readonly left: number | undefined;
  readonly right: number | undefined;
  readonly isKept: boolean;
}

/** Gives a metric's number, or undefined where nothing was measured. */
export type MetricReader = (metric: string) => number | undefined;

const HOLDS: Readonly<Record<ComparisonOperator, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

const SUMS: Readonly<Record<'+' | '-' | '*' | '/', (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** Judges a threshold by what was measured. */
export function judgeThreshold(threshold: Threshold, measured: MetricReader): ThresholdVerdict {
  const left = numberOf(threshold.left, measured);
  const right = numberOf(threshold.right, measured);
  const isKept = left !== undefined && right !== undefined && HOLDS[threshold.comparison](left, right);
  return { threshold: threshold.text, left, right, isKept };
}

function numberOf(term: Term, measured: MetricReader): number | undefined {
  if (term.kind === 'number') return term.value;
  if (term.kind === 'metric') return measured(term.name);
  const left = numberOf(term.left, measured);
  const right = numberOf(term.right, measured);
  return left === undefined || right === undefined ? undefined : SUMS[term.operator](left, right);
}
