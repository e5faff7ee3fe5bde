import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const metricList = defineCommand({
  description: `Lists what thresholds of fleet files (push-harness simulate --fleet) can be about, and of capacity --slo. Those with several
figures are named with one of them, such as vote_seconds.p99.`,
  options: {},
  examples: [
    { about: 'all metrics', line: 'metrics' },
    { about: 'the same for a program, an object a line', line: 'metrics --json' },
  ],
  async run({ output }) {
    const { DISTRIBUTION_STATS, DISTRIBUTIONS, GAUGE_STATS, GAUGES, VALUES } = await import(
      '../simulator/thresholds/metric-names.ts'
    );
    const listed = [
      ...entries(VALUES, []),
      ...entries(DISTRIBUTIONS, DISTRIBUTION_STATS),
      ...entries(GAUGES, GAUGE_STATS),
    ];
    const widest = Math.max(...listed.map(({ name }) => name.length));
    const { paint } = output.stdout;
    for (const { name, summary, figures } of listed) {
      output.answer(`${paint('title', name.padEnd(widest))}  ${summary}`);
      if (figures.length > 0)
        output.answer(
          `${' '.repeat(widest)}  ${paint('quiet', figures.map((each) => `.${each}`).join(' '))}`,
        );
      output.record({ name, summary, figures });
    }
    return EXIT.done;
  },
});

interface Listed {
  readonly name: string;
  readonly summary: string;
  /** What of it can be named; a plain number has none. */
  readonly figures: readonly string[];
}

function entries(summaries: Readonly<Record<string, string>>, figures: readonly string[]): readonly Listed[] {
  return Object.entries(summaries).map(([name, summary]) => ({ name, summary, figures }));
}
