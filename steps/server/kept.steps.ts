import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { startOnVersion } from '../../conformance/target/newer-data.ts';
import { job as getJob, jobs, startJob } from '../../protocol/client/api.ts';
import { ServerUnreachable } from '../../protocol/client/errors.ts';
import type { Reply } from '../../protocol/client/reply.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { send } from '../requests/send.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

interface Asked {
  readonly paths: readonly string[];
  readonly before: readonly Reply[];
  readonly after?: readonly Reply[];
}

const asked = new WeakMap<ScenarioWorld, Asked>();

async function askAll(world: ScenarioWorld, paths: readonly string[]): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (const path of paths) {
    // what lies below pushy/ is the organisation's, and the superuser does not belong to it. Source: protocol §1
    const asker = world.principals.as(path.startsWith('/') ? 'pivotal' : 'admin');
    await send(world, asker, 'GET', path, { headers: { Accept: '*/*' } });
    assert.equal(world.answer.status, 200, world.answer.text);
    replies.push(world.answer);
  }
  return replies;
}

function askedIn(world: ScenarioWorld): Asked {
  const known = asked.get(world);
  if (known === undefined) throw new Error('the scenario has asked for nothing that it could ask for again');
  return known;
}

Given('these have been asked for:', async function (this: ScenarioWorld, table: DataTable) {
  const paths = table.rows().map(([path = '']) => path);
  asked.set(this, { paths, before: await askAll(this, paths) });
});

When('they are asked for again', async function (this: ScenarioWorld) {
  const known = askedIn(this);
  asked.set(this, { ...known, after: await askAll(this, known.paths) });
});

Then('the answers are the same', function (this: ScenarioWorld) {
  const { before, after = [] } = askedIn(this);
  const shown = ({ asked: path, bytes }: Reply) => `${path}: ${bytes.toString('latin1')}`;
  assert.deepEqual(after.map(shown), before.map(shown));
});

/** So many answers show that the server is in the middle of it. */
const ANSWERS_BEFORE_DEATH = 100;

/** Ids of the jobs that a scenario was told of. */
const told = new WeakMap<ScenarioWorld, readonly string[]>();

/** Starts jobs one after the other until the server is gone, or has come back. */
async function startJobs(
  client: RestClient,
  node: string,
  isBack: AbortSignal,
  onAnswer: (id: string) => void,
): Promise<void> {
  try {
    while (!isBack.aborted) onAnswer(await startJob(client, { command: 'true', nodes: [node] }));
  } catch (error) {
    // this is how it ends; whoever was waiting for an answer knows nothing of its job
    if (!(error instanceof ServerUnreachable)) throw error;
  }
}

When(
  'it is killed and started again while {int} clients start jobs one after the other',
  async function (this: ScenarioWorld, clients: number) {
    const { scope, target } = this;
    const client = new RestClient({
      serverUrl: target.url,
      org: scope.org,
      user: scope.admin.name,
      privateKey: scope.admin.privateKey,
      concurrency: clients,
      ...(this.journal !== undefined && { observer: this.journal.requests }),
    });
    const ids: string[] = [];
    const back = new AbortController();
    let starting: readonly Promise<void>[] = [];
    await new Promise<void>((midway) => {
      const onAnswer = (id: string): void => {
        if (ids.push(id) === ANSWERS_BEFORE_DEATH) midway();
      };
      const start = () => startJobs(client, this.nodes.nameOf('ghost'), back.signal, onAnswer);
      starting = Array.from({ length: clients }, start);
    });
    await target.killAndRestart();
    back.abort();
    await Promise.all(starting);
    told.set(this, ids);

    await client.close();
  },
);

Then('it lists every job that was answered 201', async function (this: ScenarioWorld) {
  const listed = new Set((await jobs(this.admin)).map(({ id }) => id));
  const lost = told.get(this)?.filter((id) => !listed.has(id));
  assert.deepEqual(lost, []);
});

Then('none of them is unfinished', async function (this: ScenarioWorld) {
  for (const id of told.get(this)?.slice(-20) ?? []) {
    const shown = await getJob(this.admin, id);
    assert.ok(['quorum_failed', 'crashed'].includes(shown?.status ?? ''), JSON.stringify(shown));
    assert.deepEqual(Object.values(shown?.nodes ?? {}), [[this.nodes.nameOf('ghost')]]);
  }
});

const refused = new WeakMap<ScenarioWorld, string | undefined>();

When('a server is started on data of version {int}', async function (this: ScenarioWorld, version: number) {
  refused.set(this, await startOnVersion(version));
});

Then(
  'it does not start, and says that the data has version {int} and what to do',
  function (this: ScenarioWorld, version: number) {
    const text = refused.get(this) ?? 'it has started';
    assert.match(
      text,
      new RegExp(`has version ${version}, .* versions up to \\d+ only: start the newer server`),
    );
  },
);
