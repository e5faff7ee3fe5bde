/** `one node`, `200 nodes` */
export function countText(count: number, thing = 'node'): string {
  return count === 1 ? `one ${thing}` : `${count} ${thing}s`;
}

/** `1 comes`, `200 come`: the count with the verb that goes with it. */
export function countVerb(count: number, verb: string): string {
  return `${countText(count)} ${count === 1 ? `${verb}s` : verb}`;
}

/** Milliseconds as fleet files write them: `500ms`, `1.5s`, `2m`. */
export function forText(ms: number | undefined): string {
  if (ms === undefined) return '';
  if (ms < 1_000) return ` for ${ms}ms`;
  const seconds = ms / 1_000;
  if (seconds < 60 || seconds % 60 !== 0) return ` for ${Number(seconds.toFixed(3))}s`;
  return ` for ${seconds / 60}m`;
}
