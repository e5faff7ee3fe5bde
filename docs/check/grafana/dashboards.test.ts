import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { prometheusSamples } from '../../../cli/simulate/metrics-out/prometheus-samples.ts';
import { startFleet, startServer } from '../../../library/index.ts';
import { labelledName } from '../../../simulator/thresholds/labelled-metric.ts';
import { BY_GROUP, BY_JOB, METRIC_NAMES } from '../../../simulator/thresholds/metric-names.ts';
import { PROJECT_ROOT, readPage } from '../page.ts';
import { GRAFANA_DASHBOARD_SCHEMA } from './dashboard-schema.ts';
import { metricOfVariable, metricsAskedFor, type UsedMetric } from './promql.ts';

const FOLDER = 'examples/grafana';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly type: string;
      readonly definition?: string;
      readonly options?: readonly { readonly value: string }[];
    }[];
  };
}

/** Names of metrics, each with the labels that it may have. */
type Exported = ReadonlyMap<string, ReadonlySet<string>>;

/** What Prometheus puts to every metric. Of labels with these names that a metric has itself it makes `exported_job` and the like. */
const OF_PROMETHEUS = ['job', 'instance'];

const files = readdirSync(join(PROJECT_ROOT, FOLDER)).filter((file) => file.endsWith('.json'));
const read = (file: string): Dashboard => JSON.parse(readPage(join(FOLDER, file)));

function collected(samples: Iterable<readonly [name: string, labels: readonly string[]]>): Exported {
  const found = new Map<string, Set<string>>();
  for (const [name, labels] of samples) {
    const known = found.get(name) ?? new Set(OF_PROMETHEUS);
    found.set(name, known);
    for (const label of labels) known.add(OF_PROMETHEUS.includes(label) ? `exported_${label}` : label);
  }
  return found;
}

/** All that a fleet can have, by group and by job as well. */
function ofFleets(): Exported {
  const plain = (name: string) => name.split('.')[0] ?? name;
  const by = (names: readonly string[], labels: Readonly<Record<string, string>>) =>
    METRIC_NAMES.filter((name) => names.includes(plain(name))).map((name) => labelledName(name, labels));
  const names = [...METRIC_NAMES, ...by(BY_GROUP, { group: 'g' }), ...by(BY_JOB, { job: 'j' })];
  const samples = prometheusSamples(Object.fromEntries(names.map((each) => [each, 1])));
  return collected(samples.map(({ name, labels }) => [name, Object.keys(labels)]));
}

/** What a server says that has done a job. */
async function ofServers(context: TestContext): Promise<Exported> {
  const server = await startServer();
  context.after(() => server.close());
  await startFleet(server, { nodes: ['web1'] });
  await server.jobs.run({ command: 'chef-client', nodes: ['web1'] });
  const page = await (await fetch(new URL('/metrics', server.url))).text();
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const typed = Array.from(page.matchAll(/^# TYPE (\S+) (?:counter|gauge)$/gm), ([, name = '']) => name);
  return collected([
    ...typed.map((name) => [name, []] as const),
    ...lines.map((line) => {
      const [, name = '', labels = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
      return [name, Array.from(labels.matchAll(/(\w+)="/g), ([, label = '']) => label)] as const;
    }),
  ]);
}

const EXPORTERS: Readonly<Record<string, (context: TestContext) => Exported | Promise<Exported>>> = {
  'push-jobs-fleet.json': ofFleets,
  'push-jobs-server.json': ofServers,
};

function asked({ panels, templating }: Dashboard): readonly UsedMetric[] {
  return [
    ...panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => metricsAskedFor(expr))),
    ...templating.list.flatMap(({ type, definition = '' }) =>
      type === 'query' ? [metricOfVariable(definition)] : [],
    ),
  ];
}

function faults(used: readonly UsedMetric[], exported: Exported): readonly string[] {
  return used.flatMap(({ metric, labels }) => {
    const known = exported.get(metric);
    if (known === undefined) return [`${metric} is not exported`];
    return labels.filter((label) => !known.has(label)).map((label) => `${metric} has no label ${label}`);
  });
}

for (const file of files) {
  test(`${file} is a dashboard as Grafana takes it`, () => {
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
    ajv.validate(GRAFANA_DASHBOARD_SCHEMA, read(file));
    assert.equal(ajv.errorsText(), 'No errors');
  });

  test(`${file} has panels of ids of their own that do not cover each other`, () => {
    const { panels, uid } = read(file);
    assert.equal(`${uid}.json`, file);
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
      assert.ok(x + w <= 24);
      return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`);
    });
    assert.equal(new Set(cells).size, cells.length);
  });

  test(`${file} asks for metrics and labels that there are, and for variables that it has`, async (context) => {
    const dashboard = read(file);
    const exported = await (EXPORTERS[file] ?? assert.fail(`nobody says what ${file} is about`))(context);
    assert.deepEqual(faults(asked(dashboard), exported), []);
    const own = dashboard.templating.list.map(({ name }) => name);
    const wanted = Array.from(JSON.stringify(dashboard).matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);
    const unknown = wanted.filter((name) => !name.startsWith('__') && !own.includes(name));
    assert.deepEqual(unknown, []);
    assert.deepEqual(
      own.filter((name) => !wanted.includes(name)),
      [],
    );
  });
}

test('the quantiles to choose from are those that fleets have', () => {
  const names = METRIC_NAMES.filter((name) => /\.p\d+$/.test(name));
  const samples = prometheusSamples(Object.fromEntries(names.map((name) => [name, 1])));
  const { list } = read('push-jobs-fleet.json').templating;
  const chosen = list.find(({ name }) => name === 'quantile')?.options?.map(({ value }) => value);
  assert.deepEqual(chosen, [...new Set(samples.map(({ labels }) => labels.quantile))]);
});

test('what is not exported, or cannot be read, is found', () => {
  const exported = ofFleets();
  const of = (expression: string) => faults(metricsAskedFor(expression), exported);
  assert.deepEqual(of('push_harness_fleet_vote_seconds{group="a",exported_job="b",quantile="0.5"}'), []);
  assert.deepEqual(of('sum by (grup) (rate(push_harness_fleet_jobs_failed{group=""}[$__rate_interval]))'), [
    'push_harness_fleet_jobs_failed has no label group',
    'push_harness_fleet_jobs_failed has no label grup',
  ]);
  assert.deepEqual(of('push_harness_fleet_vote_second'), ['push_harness_fleet_vote_second is not exported']);
  assert.throws(() => of('sum(push_harness_fleet_jobs_failed'), /cannot be read/);
  assert.throws(() => metricOfVariable('query_result(up)'), /is no label_values/);
});

test('Prometheus is told to ask where fleets and servers answer', () => {
  const { scrape_configs: scraped } = parse(readPage(join(FOLDER, 'prometheus.yml')));
  const targets = Object(scraped).flatMap(
    (each: { readonly static_configs: readonly { readonly targets: readonly string[] }[] }) =>
      each.static_configs.flatMap((config) => config.targets),
  );
  assert.deepEqual(targets, ['127.0.0.1:9464', '127.0.0.1:10003']);
});
