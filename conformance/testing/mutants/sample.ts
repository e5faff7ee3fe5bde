/** So many of these, spread evenly over the list, so that each kind has its share. The same list gives the same sample. */
export function sampleOf<T>(all: readonly T[], count: number): readonly T[] {
  const step = all.length / Math.min(count, all.length);
  return Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(index * step)],
  ).filter((each) => each !== undefined);
}
