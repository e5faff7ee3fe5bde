import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { RestClient } from '../protocol/client/rest-client.ts';
import { SimulatedClock } from '../protocol/time/simulated-clock.ts';
import { databasePath } from './data-folder.ts';
import { standing } from './job/testing/standing.ts';
import type { RunningServer } from './running-server.ts';
import { startReferenceServer } from './server.ts';
import { StartError } from './start-error.ts';
import { openStore } from './store/open-store.ts';
import { salvage } from './store/salvage/salvage.ts';
import { jobRecord } from './store/testing/store-fixture.ts';
import { FILE_DAMAGES } from './testing/damages.ts';

/** Jobs, each a transaction of its own, with output and a file that fills several pages. */
const JOBS = 40;
const jobId = (number: number): string => `cafe${String(number).padStart(28, '0')}`;

let folder: string;
/** A data folder as a kill leaves it, and one as a clean end does. */
const images = { killed: '', ended: '' };
let privateKey: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'push-harness-damage-'));
  const data = join(folder, 'data');
  const server = await startReferenceServer({ data });
  privateKey = server.bootstrapKeys.admin;
  const admin = await server.access.users.get('admin');
  for (let number = 0; number < 30; number += 1)
    await server.access.clients.create('dev', { name: `web${number}`, publicKey: admin?.publicKey ?? '' });
  await server.stop();
  // a clock that stands still leaves all of it in the log
  const store = await openStore({ file: databasePath(data), clock: new SimulatedClock() });
  for (let number = 0; number < JOBS; number += 1) {
    const job = jobRecord(jobId(number), [['web1', 'running']]);
    await store.jobs.insert({ ...job, request: { ...job.request, file: `raw:${'x'.repeat(9_000)}` } });
    store.jobs.saveNodes(job.id, [['web1', standing('succeeded')]]);
    store.outputs.save(job.id, 'web1', { stdout: `out ${number}`, stderr: 'e'.repeat(5_000) });
    store.nodes.saveStatus('dev', `web${number}`, 'up', number);
    assert.equal(await store.jobs.saveStatus(job.id, 'complete', number), 'stored');
  }
  images.killed = await copyOf(data, 'killed');
  await store.close();
  images.ended = await copyOf(data, 'ended');
});

after(() => rm(folder, { recursive: true }));

/** What everybody asks for, and the status that is answered; and then a job. */
async function asked({ url, org }: RunningServer): Promise<readonly string[]> {
  const client = new RestClient({ serverUrl: url, org, user: 'admin', privateKey });
  const base = `/organizations/${org}`;
  const paths = [
    `${base}/pushy/jobs`,
    `${base}/pushy/node_states`,
    `${base}/groups/admins`,
    `${base}/clients`,
    ...[0, 13, JOBS - 1].flatMap((number) => {
      const job = `${base}/pushy/jobs/${jobId(number)}`;
      return [job, `${job}?include_file=true`, `${job}/output/web1/stdout`, `${job}/output/web1/stderr`];
    }),
  ];
  try {
    const answers: string[] = [];
    for (const path of paths) {
      const { status, text } = await client.request('GET', path, {
        headers: { accept: '*/*' },
      });
      answers.push(`${path} ${status} ${settled(path, text)}`);
    }
    const made = await client.request('POST', `${base}/pushy/jobs`, {
      body: { command: 'true', nodes: ['web1'] },
    });
    return [...answers, `a job ${made.status}`];
  } finally {
    await client.close();
  }
}

/** Starts on a copy of an image that has come to harm; gives the answers, or the sentence that it ended with. */
async function startOn(data: string): Promise<readonly string[] | string> {
  let server: RunningServer;
  try {
    server = await startReferenceServer({ data, timings: { diskReserveBytes: 0 } });
  } catch (error) {
    assert.ok(error instanceof StartError, `not a sentence for its user: ${error}`);
    return error.message;
  }
  try {
    return await asked(server);
  } finally {
    await server.stop();
  }
}

/** Of each that did not start: whether what was saved of it answers as before. */
const saved: boolean[] = [];

/** A sentence names the file and what to do. */
const SENTENCE = /^Database \/.*push-jobs\.sqlite .*(: .*(choose|put|move|start)|check-data --salvage).*\.$/;

async function copyOf(image: string, name: string): Promise<string> {
  const data = join(folder, name);
  await cp(image, data, { recursive: true, preserveTimestamps: true });
  return data;
}

/** What does not depend on the place and the time of a start. */
function settled(path: string, text: string): string {
  const withoutTimes = path.endsWith('node_states') ? text.replaceAll(/"updated_at":"[^"]*"/g, '') : text;
  return withoutTimes.replaceAll(/http:\/\/[^/]*/g, '');
}

let sound: readonly string[];

test('a server that was killed starts with everything, and so does one that ended', async () => {
  const ended = await startOn(await copyOf(images.ended, 'sound-ended'));
  assert.ok(Array.isArray(ended) && ended.every((answer) => / 20[01]( |$)/.test(answer)), String(ended));
  sound = ended;
  assert.deepEqual(await startOn(await copyOf(images.killed, 'sound-killed')), ended);
});

for (const [index, { name, of, inflict, isOfContent }] of FILE_DAMAGES.entries()) {
  // a log is there after a kill alone
  const how = of === '-wal' || index % 2 === 0 ? 'killed' : 'ended';
  test(`${how}, ${of === '' ? 'the database' : 'its log'}: ${name}`, async () => {
    const data = await copyOf(images[how], `damaged-${index}`);
    await inflict(databasePath(data) + of);
    const result = await startOn(data);
    if (typeof result !== 'string') {
      const faults = result.filter((answer) => / 5\d\d( |$)/.test(answer));
      assert.deepEqual(isOfContent ? faults : result, isOfContent ? [] : sound);
      return;
    }
    assert.match(result, SENTENCE);
    const folderOfSaved = join(folder, `saved-${index}`);
    await salvage(databasePath(data), folderOfSaved);
    const answers = await startOn(folderOfSaved);
    assert.ok(Array.isArray(answers), `what was saved does not start: ${answers}`);
    saved.push(answers.every((answer, place) => answer === sound[place]));
  });
}

test('of most that do not start everything is saved', () => {
  const whole = saved.filter((isWhole) => isWhole).length;
  assert.ok(saved.length >= 20, `${saved.length} have not started`);
  assert.ok(whole > saved.length / 2, `${whole} of ${saved.length}`);
});
