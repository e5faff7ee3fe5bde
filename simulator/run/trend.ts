/** A straight line laid through points by least squares. */
export interface Trend {
  /** Rise of y for each 1 of x. */
  readonly slope: number;
  /** Standard error of the slope: two of these to either side hold the true one 19 times in 20. */
  readonly slopeError: number;
  readonly points: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points that a line needs so that its error can be told. */
const LEAST_POINTS = 3;

/** Points below which growth is chance. */
const LEAST_POINTS_OF_GROWTH = 10;

/** Rise of y for each 1 of x; undefined for fewer than two different x. */
export function slopeOf(points: readonly Point[]): number | undefined {
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (!(spread > 0)) return undefined;
  return points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

/**
 * Growth of y for each 1 of x that is no chance: that of the second half of the time, less twice its standard error. What is
 * taken once, like the queues that libzmq lays out with every connection, is taken in the first half.
 */
export function growthOf(points: readonly Point[]): number | undefined {
  const [from, to] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0];
  const trend = trendOf(points.filter(({ x }) => x >= (from + to) / 2));
  return trend === undefined || trend.points < LEAST_POINTS_OF_GROWTH
    ? undefined
    : trend.slope - 2 * trend.slopeError;
}

/** The trend of points; undefined where they are too few, or all stand at the same x. */
export function trendOf(points: readonly Point[]): Trend | undefined {
  const count = points.length;
  if (count < LEAST_POINTS) return undefined;
  const slope = slopeOf(points);
  if (slope === undefined) return undefined;
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const spreadX = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  let missed = 0;
  for (const { x, y } of points) missed += (y - meanY - slope * (x - meanX)) ** 2;
  return { slope, slopeError: Math.sqrt(missed / (count - 2) / spreadX), points: count };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
