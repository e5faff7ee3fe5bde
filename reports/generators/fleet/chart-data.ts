import type { FleetResults } from './fleet-results.ts';

/** One chart: x first, then a row of numbers for each series; null where nothing was measured. */
export interface Chart {
  readonly title: string;
  /** What the y axis counts. */
  readonly unit: string;
  readonly series: readonly string[];
  readonly data: readonly (readonly (number | null)[])[];
  /** Times in which the network failed, drawn behind the lines. */
  readonly bands: readonly Band[];
}

/** A stretch of x with what it means. */
export interface Band {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Places of nodes, in the order they are drawn. */
const PLACES = ['available', 'busy', 'connected', 'starting', 'away'];

/** The charts of a run over its time. */
export function chartsOf({ samples, metrics, faults, durationSeconds }: FleetResults): readonly Chart[] {
  const x = samples.map((sample) => sample.atSeconds);
  const requested = metrics.nodes_requested ?? 0;
  const bands = faults.map(
    ({ name, fromSeconds, toSeconds }): Band => ({
      label: name,
      from: fromSeconds,
      to: toSeconds ?? durationSeconds,
    }),
  );
  const charts: readonly Omit<Chart, 'bands'>[] = [
    {
      title: 'Nodes by state',
      unit: 'nodes',
      series: ['requested', ...PLACES],
      data: [
        x,
        samples.map(() => requested),
        ...PLACES.map((place) => samples.map((sample) => sample.nodes[place] ?? 0)),
      ],
    },
    {
      title: 'Votes and runs',
      unit: 'in total',
      series: ['votes', 'runs'],
      data: [x, samples.map((sample) => sample.votes), samples.map((sample) => sample.runs)],
    },
    {
      title: 'Jobs under way',
      unit: 'jobs',
      series: ['jobs'],
      data: [x, samples.map((sample) => sample.jobsUnderWay)],
    },
    {
      title: 'Memory',
      unit: 'MB',
      series: ['server', 'fleet'],
      data: [
        x,
        samples.map((sample) => sample.serverRssMb ?? null),
        samples.map((sample) => sample.fleetRssMb ?? null),
      ],
    },
  ];
  return charts
    .filter(({ data }) => data.slice(1).some((row) => row.some((value) => value !== null)))
    .map((chart) => ({ ...chart, bands }));
}
