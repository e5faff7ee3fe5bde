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

/** The trend of points; undefined where they are too few, or all stand at the same x. */
export function trendOf(points: readonly Point[]): Trend | undefined {
  const count = points.length;
  if (count < LEAST_POINTS) return undefined;
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  let spreadX = 0;
  let together = 0;
  for (const { x, y } of points) {
    spreadX += (x - meanX) ** 2;
    together += (x - meanX) * (y - meanY);
  }
  if (spreadX === 0) return undefined;
  const slope = together / spreadX;
  let missed = 0;
  for (const { x, y } of points) missed += (y - meanY - slope * (x - meanX)) ** 2;
  return { slope, slopeError: Math.sqrt(missed / (count - 2) / spreadX), points: count };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
