/** A share of nodes is a hair off where binary fractions are: no node more is wanted for that. */
const DIGITS = 9;

/**
 * How many of `nodes` must be ready. `asked` is a count such as `3`, which may be more than there are, or a share
 * such as `50%`, rounded up. Source: protocol §9.
 */
export function quorumOf(asked: string, nodes: number): number {
  if (!asked.endsWith('%')) return Number(asked);
  const share = (Number(asked.slice(0, -1)) * nodes) / 100;
  return Math.ceil(Number(share.toFixed(DIGITS)));
}
