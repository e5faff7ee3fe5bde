import { parser } from '@prometheus-io/lezer-promql';

/** A metric that an expression asks for, with the labels that it names of it. */
export interface UsedMetric {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** What an expression asks for. @throws Error where it is none */
export function metricsAskedFor(expression: string): readonly UsedMetric[] {
  // Grafana fills in a duration; within quotes a variable is text like any other
  const filled = expression.replaceAll('[$__rate_interval]', '[1m]');
  const used: { metric: string; labels: string[] }[] = [];
  const ofAll: string[] = [];
  parser.parse(filled).iterate({
    enter: ({ type, from, to, node }) => {
      const said = filled.slice(from, to);
      if (type.isError) throw new Error(`'${expression}' cannot be read at ${from}`);
      if (type.name === 'VectorSelector') used.push({ metric: '', labels: [] });
      const last = used.at(-1);
      if (type.name === 'Identifier' && last !== undefined) last.metric = said;
      if (type.name !== 'LabelName') return;
      if (node.parent?.name === 'GroupingLabels') ofAll.push(said);
      else last?.labels.push(said);
    },
  });
  return used.map(({ metric, labels }) => ({ metric, labels: [...labels, ...ofAll] }));
}

/** What a variable of a dashboard asks for: `label_values(METRIC, LABEL)`. @throws Error where it is another query */
export function metricOfVariable(query: string): UsedMetric {
  const [, expression, label] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
  const [asked, ...others] = expression === undefined ? [] : metricsAskedFor(expression);
  if (asked === undefined || label === undefined || others.length > 0)
    throw new Error(`'${query}' is no label_values(METRIC, LABEL)`);
  return { metric: asked.metric, labels: [...asked.labels, label] };
}
