import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import {
  type JobFacts,
  type ListedJobFacts,
  shownCreatedJob,
  shownJob,
  shownJobs,
} from '../../conformance/target/shown-job.ts';
import type { JobAnswer } from '../../protocol/client/api.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { parseHttpDate } from '../../protocol/time/dates.ts';
import { isUnordered } from '../quirks/of-jobs.ts';
import { fillText } from '../requests/body-text.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { expectNodes, onlyNodesFault } from './shown-nodes.ts';

type JobBody = Dates & Pick<JobAnswer, 'status' | 'nodes'>;

type Dates = Pick<JobFacts, 'created_at' | 'updated_at'>;
type Dated = Dates & Pick<JobFacts, 'id'>;
/** What a sentence says of a job: all but what no sentence can know beforehand. */
type Undated<Facts> = Omit<Facts, keyof Dated>;

When('admin asks for the job', async function (this: ScenarioWorld) {
  this.answer = await this.admin.pushy('GET', `jobs/${this.job.id}`);
});

When('admin asks for the job with its file', async function (this: ScenarioWorld) {
  this.answer = await this.admin.pushy('GET', `jobs/${this.job.id}?include_file=true`);
});

/** The facts that are said, with the id of that job and the dates that are shown, which have to be dates. */
function factsOf<Said extends object>(
  id: string,
  said: Said,
  { created_at, updated_at }: Dates,
): Said & Dated {
  for (const date of [created_at, updated_at]) assert.notEqual(parseHttpDate(date), undefined, date);
  return { ...said, id, created_at, updated_at };
}

function expectJob(world: ScenarioWorld, text: string, options: { readonly includeFile: boolean }): void {
  assert.equal(world.answer.status, 200, world.answer.text);
  const body = world.answer.json() as JobBody;
  const facts = factsOf(world.job.id, JSON.parse(fillText(world, text)) as Undated<JobFacts>, body);
  const { nodes, ...rest } = body;
  assert.deepEqual(rest, shownJob(world.target.dialect, facts, options));
  assert.equal(onlyNodesFault(world, world.job, body, Object.entries(facts.nodes)), undefined);
}

/** In the text, `nodes` has the status of each node, in the protocol's words. */
Then('the answer is the job:', function (this: ScenarioWorld, text: string) {
  expectJob(this, text, { includeFile: false });
});

Then('the answer is the job with its file:', function (this: ScenarioWorld, text: string) {
  expectJob(this, text, { includeFile: true });
});

/** Stands where no dates are shown. */
const NO_DATES: Dates = {
  created_at: 'Thu, 01 Jan 1970 00:00:00 GMT',
  updated_at: 'Thu, 01 Jan 1970 00:00:00 GMT',
};

type ListedJob = string | Dated;

const idOf = (job: ListedJob): string => (typeof job === 'string' ? job : job.id);

/** The jobs in the order in which they were started, where the server lists exactly these in any order. */
function inOrder(world: ScenarioWorld, listed: readonly ListedJob[]): readonly ListedJob[] {
  const started = world.jobs.map(({ id }) => id);
  if (!isUnordered(listed.map(idOf), started)) return listed;
  world.quirks.meet(
    'unordered-list',
    `started: ${started.join(', ')}\nGET jobs: ${listed.map(idOf).join(', ')}`,
  );
  return listed.toSorted((one, other) => started.indexOf(idOf(one)) - started.indexOf(idOf(other)));
}

/** Jobs in the order in which they were started. */
Then('the answer lists the jobs:', function (this: ScenarioWorld, text: string) {
  const listed = inOrder(this, this.answer.json() as readonly ListedJob[]);
  const said = JSON.parse(fillText(this, text)) as readonly Undated<ListedJobFacts>[];
  const facts = said.map((job, index) => {
    const shown = listed[index];
    const dates = typeof shown === 'object' ? shown : NO_DATES;
    return factsOf(this.jobs[index]?.id ?? 'a job that was not started', job, dates);
  });
  assert.deepEqual(listed, shownJobs(this.target.dialect, facts));
});

Then('the job shows its nodes as:', async function (this: ScenarioWorld, table: DataTable) {
  const wanted = table
    .rows()
    .map(([label = '', status]) => [this.nodes.nameOf(label), status as NodeJobStatus] as const);
  await expectNodes(this, this.job, wanted, onlyNodesFault);
});

Then('the answer says which job was made', function (this: ScenarioWorld) {
  assert.equal(this.answer.status, 201, this.answer.text);
  const uri = String(this.answer.headers.location);
  const id = uri.split('/').at(-1) ?? '';
  this.watch(id);
  assert.deepEqual(this.answer.json(), shownCreatedJob(this.target.dialect, { id, uri }));
});

Then("the job's id begins as the organisation's ends", async function (this: ScenarioWorld) {
  const reply = await this.principals.as('pivotal').request('GET', `/organizations/${this.scope.org}`);
  const { guid } = reply.json() as { readonly guid: string };
  assert.match(guid, /^[0-9a-f]{32}$/);
  assert.match(this.job.id, /^[0-9a-f]{32}$/);
  assert.equal(this.job.id.slice(0, 12), guid.slice(-12));
});
