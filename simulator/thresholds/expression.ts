import { labelledName, type MetricLabels, parseLabelled } from './labelled-metric.ts';
import { METRIC_NAMES } from './metric-names.ts';

/** Something that has a number once the run is over. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'metric'; readonly name: string; readonly labels: MetricLabels }
  | {
      readonly kind: 'sum';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Term;
      readonly right: Term;
    };

export const COMPARISONS = ['<=', '>=', '==', '!=', '<', '>'] as const;
export type ComparisonOperator = (typeof COMPARISONS)[number];

/** `vote_seconds.p99 < 5`, read. */
export interface Threshold {
  readonly text: string;
  readonly left: Term;
  readonly comparison: ComparisonOperator;
  readonly right: Term;
}

/** An expression that cannot be read. The message goes on behind the expression's place. */
export class BadExpression extends Error {
  override readonly name = 'BadExpression';
}

/** A metric that does not exist. */
export class UnknownMetric extends BadExpression {
  readonly metric: string;

  constructor(metric: string) {
    super(`there is no metric '${metric}'; there are ${METRIC_NAMES.join(', ')}`);
    this.metric = metric;
  }
}

const TOKEN =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<name>[a-z]\w*(?:\s*\{[^{}]*\})?(?:\.\w+)?)|(?<sign><=|>=|==|!=|&&|[<>+\-*/()]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'sign';
  readonly text: string;
}

/**
 * Reads `TERM COMPARISON TERM`; terms are numbers and metrics with `+ - * /` and parentheses between them.
 * @throws BadExpression
 */
export function parseThreshold(text: string): Threshold {
  const reader = new Reader(tokens(text));
  const threshold = readThreshold(reader, text.trim());
  const rest = reader.take();
  if (rest) throw new BadExpression(`'${rest.text}' is too much: there is one comparison in an expression`);
  return threshold;
}

/** Reads thresholds with `&&` between them, all of which are to be kept. @throws BadExpression */
export function parseThresholds(text: string): readonly Threshold[] {
  const reader = new Reader(tokens(text));
  const parts = text.split('&&');
  const found = parts.map((part, index) => {
    const threshold = readThreshold(reader, part.trim());
    const isLast = index === parts.length - 1;
    const next = isLast ? reader.take()?.text : reader.sign(['&&']);
    if (isLast ? next !== undefined : next === undefined)
      throw new BadExpression(`'${part.trim()}' is more than one comparison: put && between them`);
    return threshold;
  });
  return found;
}

function readThreshold(reader: Reader, text: string): Threshold {
  const left = reader.sum();
  const comparison = reader.sign(COMPARISONS);
  if (!comparison)
    throw new BadExpression(
      `there is no comparison after the first term; give one of ${COMPARISONS.join(' ')}`,
    );
  const right = reader.sum();
  return { text, left, comparison, right };
}

/** The names of metrics in a term. */
export function metricsOf(term: Term): readonly string[] {
  return metricTerms(term).map(({ name }) => name);
}

/** The labels of the metrics in a threshold that have any. */
export function labelsOf({ left, right }: Pick<Threshold, 'left' | 'right'>): readonly MetricLabels[] {
  return [...metricTerms(left), ...metricTerms(right)]
    .map(({ labels }) => labels)
    .filter((labels) => Object.keys(labels).length > 0);
}

function metricTerms(term: Term): readonly Extract<Term, { readonly kind: 'metric' }>[] {
  if (term.kind === 'metric') return [term];
  return term.kind === 'sum' ? [...metricTerms(term.left), ...metricTerms(term.right)] : [];
}

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    if (!groups) throw new BadExpression(`'${source.slice(at).trim()}' cannot be read`);
    if (groups.number !== undefined) found.push({ kind: 'number', text: groups.number });
    else if (groups.name !== undefined) found.push({ kind: 'name', text: groups.name });
    else found.push({ kind: 'sign', text: groups.sign ?? '' });
  }
  return found;
}

/** Recursive descent: a sum of products of atoms. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  take(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  sum(): Term {
    let left = this.#product();
    for (let sign = this.sign(['+', '-']); sign; sign = this.sign(['+', '-'])) {
      left = { kind: 'sum', operator: sign, left, right: this.#product() };
    }
    return left;
  }

  #product(): Term {
    let left = this.#atom();
    for (let sign = this.sign(['*', '/']); sign; sign = this.sign(['*', '/'])) {
      left = { kind: 'sum', operator: sign, left, right: this.#atom() };
    }
    return left;
  }

  #atom(): Term {
    const token = this.take();
    if (token === undefined) throw new BadExpression('a term is missing at the end');
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'name') {
      const read = parseLabelled(token.text.replace(/\s+(?=\{)/, ''));
      if (typeof read === 'string') throw new BadExpression(read);
      const { plain, labels } = read;
      if (!METRIC_NAMES.includes(plain)) throw new UnknownMetric(plain);
      return { kind: 'metric', name: labelledName(plain, labels), labels };
    }
    if (token.text !== '(')
      throw new BadExpression(`'${token.text}' stands where a number or a metric must be`);
    const inner = this.sum();
    if (this.take()?.text !== ')') throw new BadExpression("a ')' is missing");
    return inner;
  }

  /** Takes the next token where it is one of these. */
  sign<T extends string>(signs: readonly T[]): T | undefined {
    const next = this.#tokens[this.#at]?.text;
    const sign = signs.find((known) => known === next);
    if (sign !== undefined) this.#at += 1;
    return sign;
  }
}
