/** What a row of samples says. All in the unit of the samples. */
export interface Summary {
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  /** First and third quartile. */
  readonly quartiles: readonly [number, number];
  /** In the order in which they were measured. */
  readonly samples: readonly number[];
}

/** Sums up one sample or more. @throws RangeError where there is none */
export function summarise(samples: readonly number[]): Summary {
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantileOf(sorted, 0.5),
    p95: quantileOf(sorted, 0.95),
    min: quantileOf(sorted, 0),
    max: quantileOf(sorted, 1),
    quartiles: [quantileOf(sorted, 0.25), quantileOf(sorted, 0.75)],
    samples,
  };
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The value below which `share` (0 to 1) of the samples lie; between two samples on the line that joins them. */
export function quantile(samples: readonly number[], share: number): number {
  return quantileOf(
    samples.toSorted((a, b) => a - b),
    share,
  );
}

/** Half the distance between the quartiles as a share of the median: what one round and the next differ by. */
export function spread({ median: middle, quartiles: [first, third] }: Summary): number {
  return middle === 0 ? 0 : Math.abs((third - first) / 2 / middle);
}

function quantileOf(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('no samples to sum up');
  return below + (above - below) * (place - Math.floor(place));
}
