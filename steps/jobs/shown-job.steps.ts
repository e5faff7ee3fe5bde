import assert from 'node:assert/strict';
import { type DataTable, Then, When } from '@cucumber/cucumber';
import { parseHttpDate } from '../../protocol/time/dates.ts';
import { fillText } from '../requests/body-text.ts';
import {
  type JobFacts,
  type ListedJobFacts,
  shownCreatedJob,
  shownJob,
  shownJobs,
  shownNodes,
} from '../target/shown-job.ts';
import type { NodeJobStatus } from '../target/shown-status.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Names of nodes by status; they come in no promised order. */
type NodeLists = Readonly<Record<string, readonly string[]>>;

type JobBody = Dates & { readonly nodes: NodeLists };

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

function sorted(nodes: NodeLists): NodeLists {
  return Object.fromEntries(Object.entries(nodes).map(([status, names]) => [status, names.toSorted()]));
}

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
  const shown = shownJob(world.target.dialect, facts, options);
  assert.deepEqual({ ...body, nodes: sorted(body.nodes) }, shown);
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

/** Jobs in the order in which they were started. */
Then('the answer lists the jobs:', function (this: ScenarioWorld, text: string) {
  const listed = this.answer.json() as readonly (string | Dates)[];
  const said = JSON.parse(fillText(this, text)) as readonly Undated<ListedJobFacts>[];
  const facts = said.map((job, index) => {
    const shown = listed[index];
    const dates = typeof shown === 'object' ? shown : NO_DATES;
    return factsOf(this.jobs[index]?.id ?? 'a job that was not started', job, dates);
  });
  assert.deepEqual(listed, shownJobs(this.target.dialect, facts));
});

Then('the job shows its nodes as:', async function (this: ScenarioWorld, table: DataTable) {
  const { nodes } = await this.job.shown();
  const wanted = table
    .rows()
    .map(([label = '', status]) => [this.nodes.nameOf(label), status as NodeJobStatus]);
  assert.deepEqual(sorted(nodes), shownNodes(this.target.dialect, Object.fromEntries(wanted)));
});

Then('the answer says which job was made', function (this: ScenarioWorld) {
  assert.equal(this.answer.status, 201, this.answer.text);
  const uri = String(this.answer.headers.location);
  const id = uri.split('/').at(-1) ?? '';
  this.watch(id);
  assert.deepEqual(this.answer.json(), shownCreatedJob(this.target.dialect, { id, uri }));
});

Then("the job's id begins as the organisation's ends", async function (this: ScenarioWorld) {
  const reply = await this.principals.as('pivotal').request('GET', `/organizations/${this.place.org}`);
  const { guid } = reply.json() as { readonly guid: string };
  assert.match(guid, /^[0-9a-f]{32}$/);
  assert.match(this.job.id, /^[0-9a-f]{32}$/);
  assert.equal(this.job.id.slice(0, 12), guid.slice(-12));
});
