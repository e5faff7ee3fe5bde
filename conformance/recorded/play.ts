import { setTimeout as pause } from 'node:timers/promises';
import { jobIdIn, madeJobId, type RecordedExchange, type RecordedRequest } from './exchange.ts';
import type { ReplaySetup } from './replay-setup.ts';
import { type Opened, open, type ReplayedAnswer, sendRecorded } from './send.ts';

/** Longest that something which has to come may take. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

const JOBS = '/organizations/ponyville/pushy/jobs';

/** Where a replay stands: the setup, and which job of ours takes the place of which recorded one. */
export class Play {
  readonly setup: ReplaySetup;
  readonly #ours = new Map<string, string>();
  /** An event of the organisation's feed that a later exchange names by its id. */
  namedEventId: string | undefined;

  constructor(setup: ReplaySetup) {
    this.setup = setup;
  }

  /** The recorded ids of the jobs that were made, by ours. */
  get recordedIds(): ReadonlyMap<string, string> {
    return new Map([...this.#ours].map(([recorded, ours]) => [ours, recorded]));
  }

  /** Whether the recorded job has one of ours in its place. */
  isMade(recordedId: string): boolean {
    return this.#ours.has(recordedId);
  }

  /** A recorded path, to the job of ours where it names one. */
  pathOf({ path }: RecordedRequest): string {
    const recorded = jobIdIn(path);
    const ours = recorded === undefined ? undefined : this.#ours.get(recorded);
    return recorded === undefined || ours === undefined ? path : path.replace(recorded, ours);
  }

  /** Takes note of the job that an exchange made, in the recording and with us, and waits for its end. */
  async made({ response }: RecordedExchange, answer: ReplayedAnswer, awaitsEnd: boolean): Promise<void> {
    const ours = madeJobId({ status: answer.status, headers: { Location: answer.headers.location ?? '' } });
    if (ours === undefined) return;
    const recorded = madeJobId(response) ?? jobIdIn(response.headers.Location ?? '') ?? ours;
    this.#ours.set(recorded, ours);
    if (awaitsEnd) await this.#readFeed(ours, (text) => text.includes('event: job_complete'));
  }

  /** Starts a job that the recording shows without the request that made it. */
  async start(recordedId: string, body: object): Promise<void> {
    await this.untilAvailable();
    const answer = await this.#ask('POST', JOBS, JSON.stringify(body));
    const ours = madeJobId({ status: answer.status, headers: { Location: answer.headers.location ?? '' } });
    if (ours === undefined) throw new Error(`no job was made: ${answer.status} ${answer.text}`);
    this.#ours.set(recordedId, ours);
  }

  /** Waits until the job's feed has told of this. */
  async told(recordedId: string, event: string, times = 1): Promise<void> {
    const enough = (text: string) => text.split(`event: ${event}\n`).length > times;
    await this.#readFeed(this.#oursOf(recordedId), enough);
  }

  /** Waits until the job is over. */
  ended(recordedId: string): Promise<void> {
    return this.told(recordedId, 'job_complete');
  }

  /** Waits until the job is in memory no more. */
  forgotten(recordedId: string): Promise<void> {
    const ours = this.#oursOf(recordedId);
    return this.until(`${recordedId} is forgotten`, async () => {
      const { text } = await this.#ask('GET', '/pushy/_status');
      return !text.includes(ours);
    });
  }

  /** Waits until a job can be given to each node that is connected. */
  untilAvailable(): Promise<void> {
    return this.setup.server.untilAvailable(this.setup.nodes.keys(), { withinMs: PATIENCE_MS });
  }

  async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const endMs = performance.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (performance.now() > endMs) throw new Error(`still not so: ${what}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  finish(...names: readonly string[]): void {
    for (const name of names) this.setup.nodes.get(name)?.finish();
  }

  open(request: RecordedRequest): Promise<Opened> {
    return open(this.setup.sender, request, this.pathOf(request));
  }

  #oursOf(recordedId: string): string {
    const ours = this.#ours.get(recordedId);
    if (ours === undefined) throw new Error(`no job takes the place of ${recordedId}`);
    return ours;
  }

  async #readFeed(ours: string, isEnough: (text: string) => boolean): Promise<void> {
    for (const org of ['ponyville', 'canterlot']) {
      const path = `/organizations/${org}/pushy/job_status_feed/${ours}`;
      const request = { as: 'rainbowdash', method: 'GET', path, headers: { Accept: 'text/event-stream' } };
      const opened = await open(this.setup.sender, request, path);
      try {
        if (opened.status !== 200) continue;
        const text = await opened.readUntil(isEnough);
        if (!isEnough(text) && !text.startsWith('event: summary')) throw new Error(`the feed ended: ${text}`);
        return;
      } finally {
        opened.close();
      }
    }
    throw new Error(`job ${ours} has no feed`);
  }

  #ask(method: string, path: string, body?: string): Promise<ReplayedAnswer> {
    const headers = {
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    };
    const request = { as: 'rainbowdash', method, path, headers, ...(body !== undefined && { body: [body] }) };
    return sendRecorded(this.setup.sender, request, path);
  }
}
