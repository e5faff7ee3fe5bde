import { BY_GROUP, BY_JOB, LABELS, type Label } from './metric-names.ts';

/** The labels of a metric; none for the whole run. */
export type MetricLabels = Readonly<Partial<Record<Label, string>>>;

/** A metric as an expression names it, in its parts. */
export interface LabelledMetric {
  /** Without labels: `vote_seconds.p99`. */
  readonly plain: string;
  readonly labels: MetricLabels;
}

const WRITTEN = /^(?<name>\w+)(?:\{(?<labels>[^{}]*)\})?(?<stat>\.\w+)?$/;
const LABEL = /^\s*(?<key>\w+)\s*=\s*(?:"(?<quoted>[^"]*)"|(?<word>[A-Za-z0-9_.-]+))\s*$/;

/**
 * Takes `NAME{KEY=VALUE,KEY=VALUE}.STAT` apart; values may stand in quotes, as Prometheus has them.
 * Gives why it cannot be read where that is so.
 */
export function parseLabelled(text: string): LabelledMetric | string {
  const { name = '', labels: written, stat = '' } = WRITTEN.exec(text)?.groups ?? {};
  const plain = `${name}${stat}`;
  if (written === undefined) return { plain, labels: {} };
  const labels: Partial<Record<Label, string>> = {};
  for (const part of written.split(',')) {
    const { key = '', quoted, word } = LABEL.exec(part)?.groups ?? {};
    const label = LABELS.find((known) => known === key);
    if (label === undefined)
      return `'{${written}}' is no list of labels: give ${LABELS.map((known) => `${known}=NAME`).join(' or ')}, with commas between them`;
    if (labels[label] !== undefined) return `'{${written}}' names ${label} twice`;
    const known: readonly string[] = label === 'group' ? BY_GROUP : BY_JOB;
    if (!known.includes(name))
      return `${name} is not known by ${label}: by ${label} there are ${known.join(', ')}`;
    labels[label] = quoted ?? word ?? '';
  }
  return { plain, labels };
}

/** The one way in which a metric with labels is written, in results too: `vote_seconds{group=slow,job=converge}.p99`. */
export function labelledName(plain: string, labels: MetricLabels): string {
  const given = LABELS.flatMap((label) => (labels[label] === undefined ? [] : [`${label}=${labels[label]}`]));
  if (given.length === 0) return plain;
  const [name = '', stat] = plain.split('.');
  return `${name}{${given.join(',')}}${stat === undefined ? '' : `.${stat}`}`;
}
