import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import test, { type TestContext } from 'node:test';
import { feedEvents, type Said, started } from '../protocol/testing/feed-events.ts';
import { answerJson, type SeenRequest, startWebServer } from '../protocol/testing/web-server.ts';
import { askHere } from './testing/run-here.ts';

const EVENTS: readonly Said[] = [
  started(1),
  ['quorum_vote', { node: 'web1', status: 'success' }],
  ['quorum_succeeded'],
  ['run_start', { node: 'web1' }],
  ['run_complete', { node: 'web1', status: 'success' }],
  ['job_complete', { status: 'complete' }],
];

type Asked = 'POST jobs' | 'GET jobs' | 'GET job' | 'GET feed';

function askedFor(method: string, url: string): Asked {
  if (url.includes('job_status_feed')) return 'GET feed';
  if (!url.endsWith('/jobs')) return 'GET job';
  return method === 'POST' ? 'POST jobs' : 'GET jobs';
}

/** What stands before the server answers a request so, or drops it; undefined lets it through. */
type Gateway = (asked: Asked, number: number) => number | 'cut' | undefined;

/** A server in the documented dialect that runs each job at once, and tells it in a feed that may be cut. */
class JobServer {
  readonly #gateway: Gateway;
  readonly #jobs: { readonly id: string; readonly command: string }[] = [];
  readonly #counts = new Map<string, number>();
  /** Whether a job whose answer the gateway keeps back is started all the same. */
  startsAllTheSame = false;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  get started(): number {
    return this.#jobs.length;
  }

  answer({ method, url, headers, body }: SeenRequest, response: ServerResponse): void {
    const asked = askedFor(method, url);
    const number = (this.#counts.get(asked) ?? 0) + 1;
    this.#counts.set(asked, number);
    const fault = this.#gateway(asked, number);
    if (asked === 'POST jobs' && (fault === undefined || this.startsAllTheSame))
      this.#jobs.push({ id: `job${this.#jobs.length + 1}`, command: JSON.parse(body).command });
    if (typeof fault === 'number')
      response.writeHead(fault, { 'Retry-After': '0', 'Content-Type': 'text/html' }).end('<h1>Gateway</h1>');
    else if (asked === 'GET feed') this.#feed(headers['last-event-id'], fault, response);
    else if (asked === 'POST jobs') answerJson(response, 201, { id: this.#jobs.at(-1)?.id });
    else if (asked === 'GET jobs')
      answerJson(
        response,
        200,
        this.#jobs.map(({ id }) => this.#shown(id)),
      );
    else answerJson(response, 200, this.#shown(url.split('/').at(-1) ?? ''));
  }

  #feed(lastEventId: unknown, fault: 'cut' | undefined, response: ServerResponse): void {
    const events = feedEvents(...EVENTS);
    const behind = events.slice(events.findIndex(({ id }) => id === lastEventId) + 1);
    const told = fault === 'cut' ? behind.slice(0, 2) : behind;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(
      told.map(({ event, id, text }) => `event: ${event}\nid: ${id}\ndata: ${text}\n\n`).join(''),
    );
    response.end();
  }

  #shown(id: string) {
    const at = new Date().toUTCString();
    const { command } = this.#jobs.find((job) => job.id === id) ?? { command: '' };
    const nodes = { complete: ['web1'] };
    return { id, command, status: 'complete', run_timeout: 1, created_at: at, updated_at: at, nodes };
  }
}

async function jobStart(context: TestContext, server: JobServer) {
  await using web = await startWebServer((request, response) => server.answer(request, response));
  return await askHere(context, web.url, ['job', 'start', 'deploy', 'web1', '--poll-interval', '0.05']);
}

test('a feed that is cut, and a gateway that answers in its place, cost no certainty', async (context) => {
  const server = new JobServer((asked, number) => {
    if (asked === 'GET feed') return number === 1 ? 'cut' : number <= 3 ? 504 : undefined;
    return undefined;
  });
  const { code, stdout } = await jobStart(context, server);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^Started\. {2}Job ID: job1\n/);
  assert.match(stdout, /succeeded \(1\): web1/);
});

test('without a feed the documented dialect does not say whether the command succeeded: that is no 0', async (context) => {
  const { code, stderr } = await jobStart(
    context,
    new JobServer((asked) => (asked === 'GET feed' ? 404 : undefined)),
  );
  assert.equal(code, 5);
  assert.match(stderr, /^How the command ended is not known: /m);
});

test('each step is asked for again where a gateway answers or there is too much to do', async (context) => {
  for (const status of [429, 502, 503, 504]) {
    const server = new JobServer((asked, number) =>
      asked !== 'GET feed' && number <= 2 ? status : undefined,
    );
    const { code, stdout, stderr } = await jobStart(context, server);
    assert.equal(code, 0, `${status}: ${stdout}${stderr}`);
    assert.equal(server.started, 1, `${status}`);
    assert.match(stderr, new RegExp(`was(?: answered)? ${status}`));
  }
});

test('a job whose answer was lost is followed, and not started a second time', async (context) => {
  const server = new JobServer((asked, number) => (asked === 'POST jobs' && number === 1 ? 504 : undefined));
  server.startsAllTheSame = true;
  const { code, stdout, stderr } = await jobStart(context, server);
  assert.equal(code, 0, stdout);
  assert.equal(server.started, 1);
  assert.match(stderr, /was 504, and the server has started it all the same/);
});

test('an end that nobody tells ends with 5 and the id of the job', async (context) => {
  const server = new JobServer((asked) => (asked === 'POST jobs' ? undefined : 504));
  const { code, stdout, stderr } = await jobStart(context, server);
  assert.equal(code, 5);
  assert.match(stdout, /Job ID: job1/);
  assert.match(
    stderr,
    /^How job job1 ended is not known \(.* 504.*\); push-harness job watch job1 asks again\.$/m,
  );
});
