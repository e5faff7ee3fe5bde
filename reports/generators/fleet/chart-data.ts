import type { Band, Chart } from '../html/charts.ts';
import type { FleetResults } from './fleet-results.ts';

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
  const groups = [...new Set(samples.flatMap(({ online = {} }) => Object.keys(online)))];
  const charts: readonly Chart[] = [
    {
      title: 'Nodes by state',
      unit: 'nodes',
      reference: 'requested',
      series: ['requested', ...PLACES],
      data: [
        x,
        samples.map(() => requested),
        ...PLACES.map((place) => samples.map((sample) => sample.nodes[place] ?? 0)),
      ],
    },
    ...(groups.length < 2
      ? []
      : [
          {
            title: 'Nodes online by group',
            unit: 'nodes',
            series: groups,
            data: [x, ...groups.map((group) => samples.map(({ online }) => online?.[group] ?? 0))],
          },
        ]),
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
