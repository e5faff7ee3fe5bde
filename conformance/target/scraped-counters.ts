/** The counters in the text format of Prometheus, as `NAME.LABEL`: the same as a server of ours gives them itself. */
export function countersIn(metrics: string): Readonly<Record<string, number>> {
  const counters: Record<string, number> = {};
  for (const line of metrics.split('\n')) {
    const [, name, label, value] = /^push_harness_(\w+)_total(?:\{\w+="([^"]*)"\})? (\S+)$/.exec(line) ?? [];
    if (name !== undefined) counters[label === undefined ? name : `${name}.${label}`] = Number(value);
  }
  return counters;
}
