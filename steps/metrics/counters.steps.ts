import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import { countersIn } from '../../conformance/target/scraped-counters.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Counters tell nobody when they move. */
const LOOK_EVERY_MS = 10;

type Counters = Readonly<Record<string, number>>;

/** What the counters showed before what a scenario is about. */
const noted = new WeakMap<ScenarioWorld, Counters>();

async function metricsOf(world: ScenarioWorld): Promise<string> {
  const reply = await world.admin.request('GET', '/metrics', {
    signed: false,
    headers: { Accept: undefined },
  });
  assert.equal(reply.status, 200, reply.text);
  return reply.text;
}

async function growthOf(world: ScenarioWorld, counter: string): Promise<number> {
  const now = countersIn(await metricsOf(world));
  return (now[counter] ?? 0) - (noted.get(world)?.[counter] ?? 0);
}

async function untilGrown(
  world: ScenarioWorld,
  counter: string,
  wanted: string,
  isSo: (growth: number) => boolean,
): Promise<void> {
  const options = { everyMs: LOOK_EVERY_MS, patienceMs: world.patienceMs };
  await pollUntil(`${counter} grown by ${wanted}`, () => growthOf(world, counter), isSo, options);
}

Given('the counters have been noted', async function (this: ScenarioWorld) {
  noted.set(this, countersIn(await metricsOf(this)));
});

Then(/^([\w.]+) has grown by (\d+)$/, async function (this: ScenarioWorld, counter: string, by: string) {
  await untilGrown(this, counter, by, (growth) => growth === Number(by));
});

Then(
  /^([\w.]+) has grown by (\d+) or more$/,
  async function (this: ScenarioWorld, counter: string, least: string) {
    await untilGrown(this, counter, `${least} or more`, (growth) => growth >= Number(least));
  },
);

Then('nothing was refused', async function (this: ScenarioWorld) {
  const before = noted.get(this) ?? {};
  const grown = Object.entries(countersIn(await metricsOf(this)))
    .filter(([name]) => name.startsWith('refusals.'))
    .filter(([name, count]) => count > (before[name] ?? 0));
  assert.deepEqual(grown, []);
});

/** The value of one line, of a metric with its labels. */
function shownValue(metrics: string, metric: string): number | undefined {
  const line = metrics.split('\n').find((text) => text.startsWith(`${metric} `));
  return line === undefined ? undefined : Number(line.slice(metric.length));
}

Then('the metrics come to show:', async function (this: ScenarioWorld, table: DataTable) {
  const wanted = table.rows().map(([metric = '', value]) => [metric, Number(value)] as const);
  await pollUntil(
    JSON.stringify(wanted),
    async () => {
      const metrics = await metricsOf(this);
      return wanted.map(([metric]) => [metric, shownValue(metrics, metric)]);
    },
    (seen) => JSON.stringify(seen) === JSON.stringify(wanted),
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});

When('admin asks for the metrics', async function (this: ScenarioWorld) {
  this.answer = await this.admin.request('GET', '/metrics', {
    signed: false,
    headers: { Accept: undefined },
  });
  assert.equal(this.answer.status, 200, this.answer.text);
});

Then(
  /^they show (\w+), and more than nothing was measured$/,
  function (this: ScenarioWorld, histogram: string) {
    const count = shownValue(this.answer.text, `${histogram}_count`) ?? 0;
    const all = shownValue(this.answer.text, `${histogram}_bucket{le="+Inf"}`);
    assert.ok(count > 0, `${histogram} has measured ${count} times`);
    assert.equal(all, count);
  },
);

Then(/^they show (\S+)$/, function (this: ScenarioWorld, metric: string) {
  const value = shownValue(this.answer.text, metric) ?? Number.NaN;
  assert.ok(value >= 0, `${metric} is ${value}`);
});

/** Source: Prometheus, "Exposition formats", text-based format. */
Then('every line is of a metric that is explained and has a type', function (this: ScenarioWorld) {
  assert.match(String(this.answer.headers['content-type']), /^text\/plain; version=0\.0\.4/);
  const lines = this.answer.text.split('\n').filter((line) => line !== '');
  const explained = lines.flatMap((line) => /^# HELP (\w+) \S/.exec(line)?.[1] ?? []);
  const typed = lines.flatMap((line) => /^# TYPE (\w+) (?:counter|gauge|histogram)$/.exec(line)?.[1] ?? []);
  assert.deepEqual(typed, explained);
  assert.equal(new Set(typed).size, typed.length);
  const strange = lines.filter((line) => {
    if (line.startsWith('# ')) return false;
    const [, name = ''] = /^(\w+)(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? -?\d\S*$/.exec(line) ?? [];
    return !typed.includes(name) && !typed.includes(name.replace(/_(?:bucket|sum|count)$/, ''));
  });
  assert.deepEqual(strange, []);
});
