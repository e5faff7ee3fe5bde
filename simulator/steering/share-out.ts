/**
 * Shares whole things out by weights: each has its share rounded down, and what is left goes to those whose share was cut most. Without
 * any weight the shares are equal.
 */
export function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const given = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (given === 0 ? total / weights.length : (total * weight) / given));
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  const byRest = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .toSorted((a, b) => b.rest - a.rest);
  for (const { index } of byRest.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
