import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';
import type { Wire } from '../../server/broker/wire.ts';
import type { DialectName } from '../../server/dialects/dialect.ts';
import type { JobRequest, NodeJobStatus } from '../../server/job/job-record.ts';
import { type RunningServer, startServer } from '../../server/server.ts';
import type { ServerTimings } from '../../server/settings.ts';
import { ClientProcess } from './client-process.ts';
import { PID_FILE, writeCommands } from './commands.ts';
import { environmentOf } from './environment.ts';
import { messagesIn, type Sighting, sightingText, told } from './sighting.ts';
import { Sightings } from './sightings.ts';
import { ClientEnded, Interrupted, Unmet } from './unmet.ts';
import type { Waits } from './waits.ts';

const ORG = 'conform';

/** How often the server's view of the node is looked at. */
const LOOK_EVERY_MS = 10;

export interface StandOptions {
  readonly commandLine: string;
  readonly node: string;
  readonly dialect: DialectName;
  readonly timings: ServerTimings;
  readonly waits: Waits;
  /** Where what the client writes is kept. */
  readonly outDir: string;
  readonly signal: AbortSignal;
}

/** What became of a job, and all that the client said of it. */
export interface EndedJob {
  readonly id: string;
  /** In the server's words. */
  readonly status: NodeJobStatus | undefined;
  readonly answers: readonly ClientMessage[];
}

/** A server with one node, and the client under test at it. */
export class Stand {
  readonly org = ORG;
  readonly node: string;
  readonly waits: Waits;
  readonly timings: ServerTimings;
  readonly seen: Sightings;
  /** Where the commands run that leave something behind. */
  readonly workDir: string;
  readonly #options: StandOptions;
  readonly #folder: string;
  readonly #started: string[] = [];
  #server: RunningServer;
  #client: ClientProcess | undefined;
  #isEnding = false;

  private constructor(options: StandOptions, folder: string, server: RunningServer, seen: Sightings) {
    this.#options = options;
    this.#folder = folder;
    this.#server = server;
    this.seen = seen;
    this.node = options.node;
    this.waits = options.waits;
    this.timings = options.timings;
    this.workDir = join(folder, 'work');
  }

  /** Starts the server, makes the node known to it, and starts the client. @throws StartError */
  static async start(options: StandOptions): Promise<Stand> {
    const folder = await mkdtemp(join(tmpdir(), 'push-harness-client-'));
    const seen = new Sightings();
    let stand: Stand | undefined;
    try {
      const server = await startServer(serverOptions(options, folder, seen));
      stand = new Stand(options, folder, server, seen);
      await stand.#startClient();
      return stand;
    } catch (error) {
      await stand?.stop();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get serverUrl(): string {
    return this.#server.url;
  }

  get incarnationId(): string {
    return this.#server.incarnationId;
  }

  /** How the server says what it never would. */
  get wire(): Wire {
    return this.#server.wire;
  }

  get client(): ClientProcess {
    if (this.#client === undefined) throw new Error('the client was not started');
    return this.#client;
  }

  /** Where `conform wait` leaves the id of its process. */
  get pidFile(): string {
    return join(this.workDir, PID_FILE);
  }

  counters(): Readonly<Record<string, number>> {
    return this.#server.counters();
  }

  /** What is seen from now on has this number or a greater one. */
  mark(): number {
    return this.seen.all.length;
  }

  /** From here on the end of the client's process is what was asked for. */
  expectEnd(): void {
    this.#isEnding = true;
  }

  /**
   * Waits until `look` finds something in what was seen since a mark.
   * @throws Unmet when the time is over, ClientEnded, Interrupted
   */
  async until<T>(
    expected: string,
    since: number,
    look: (sightings: readonly Sighting[]) => T | undefined,
    withinMs = this.waits.answerMs,
  ): Promise<T> {
    const failure = (): Error => new Unmet(`${expected} within ${withinMs} ms`, told(this.seen.since(since)));
    const found = this.seen.until(
      () => {
        const sightings = this.seen.since(since);
        const value = look(sightings);
        if (value !== undefined) return { value };
        const ended = this.#isEnding ? undefined : this.seen.all.find(({ kind }) => kind === 'ended');
        return ended && { ended };
      },
      failure,
      withinMs,
    );
    const outcome = await this.#unlessInterrupted(found);
    if ('value' in outcome) return outcome.value;
    throw new ClientEnded(sightingText(outcome.ended));
  }

  /** The first message since a mark of which this holds. @throws Unmet, ClientEnded, Interrupted */
  untilMessage(
    expected: string,
    since: number,
    wanted: (message: ClientMessage) => boolean,
    withinMs?: number,
  ): Promise<ClientMessage> {
    return this.until(expected, since, (sightings) => messagesIn(sightings).find(wanted), withinMs);
  }

  /**
   * Waits until the server has the node available, after it was told to drop whatever an earlier check has left.
   * @throws Unmet, ClientEnded, Interrupted
   */
  async untilAvailable(withinMs = this.waits.answerMs): Promise<void> {
    if (this.#unfinished().length > 0) this.rehab();
    const since = this.mark();
    const deadlineMs = systemClock.monotonic() + withinMs;
    const isReady = (): boolean => this.isAvailable && this.#unfinished().length === 0;
    while (!isReady()) {
      this.#assertGoingOn();
      if (systemClock.monotonic() > deadlineMs) {
        throw new Unmet(`the node available within ${withinMs} ms`, told(this.seen.since(since)));
      }
      await pause(systemClock, LOOK_EVERY_MS);
    }
  }

  get isAvailable(): boolean {
    return this.#server.nodes.isAvailable(ORG, this.node);
  }

  /** Has the server make the node drop what it does. */
  rehab(): void {
    this.#server.nodes.rehab(ORG, this.node);
  }

  /** Starts a job on the node and gives its id. */
  async startJob(job: Partial<JobRequest> & Pick<JobRequest, 'command'>): Promise<string> {
    const org = await this.#server.access.organisations.get(ORG);
    if (org === undefined) throw new Error(`organisation ${ORG} is gone`);
    const request = {
      nodes: [this.node],
      quorum: 1,
      runTimeoutSeconds: Math.ceil(this.waits.answerMs / 1_000),
      captureOutput: false,
      ...job,
    };
    const { id } = await this.#server.jobs.start(org, 'conform', request);
    this.#started.push(id);
    return id;
  }

  /** Starts a job on the node, which has to be available, and waits until it is over. @throws Unmet, ClientEnded, Interrupted */
  async runJob(job: Partial<JobRequest> & Pick<JobRequest, 'command'>): Promise<EndedJob> {
    await this.untilAvailable();
    const since = this.mark();
    return await this.jobEnd(await this.startJob(job), since);
  }

  /** Waits until a job is over: by the server's timers it ends whatever the client does. @throws ClientEnded, Interrupted */
  async jobEnd(id: string, since: number): Promise<EndedJob> {
    while (this.#unfinished().includes(id)) {
      this.#assertGoingOn();
      await pause(systemClock, LOOK_EVERY_MS);
    }
    const record = await this.#server.jobs.get(ORG, id);
    const status = [...(record?.nodes ?? [])][0]?.[1];
    return { id, status, answers: this.answersTo(id, since) };
  }

  /** What the client has said of a job since a mark, heartbeats left out. */
  answersTo(jobId: string, since: number): readonly ClientMessage[] {
    return messagesIn(this.seen.since(since)).filter(
      (message) => message.type !== 'heartbeat' && message.jobId === jobId,
    );
  }

  /** What the node's command wrote, as the server stored it. */
  async output(jobId: string, channel: 'stdout' | 'stderr'): Promise<string | undefined> {
    return (await this.#server.jobs.output(ORG, jobId, this.node, channel))?.toString('utf8');
  }

  /** Stops the server and starts it again at the same place: with its heartbeats' key, and all other keys new. */
  async restartServer(timings: Partial<ServerTimings> = {}): Promise<void> {
    const ports = portsOf(this.#server);
    await this.#server.stop();
    const options = serverOptions(this.#options, this.#folder, this.seen);
    this.#server = await startServer({ ...options, ...ports, timings: { ...this.timings, ...timings } });
    this.#started.length = 0;
  }

  /** Ends the client with all that is left in its group, then the server; removes what they shared. */
  async stop(): Promise<void> {
    this.expectEnd();
    try {
      await this.#client?.stop();
    } finally {
      await this.#server.stop();
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #startClient(): Promise<void> {
    const { node, commandLine, outDir, waits, dialect } = this.#options;
    const { publicKey, privateKey } = await newKeyPairAsync();
    await this.#server.access.clients.create(ORG, { name: node, publicKey });
    const whitelist = await writeCommands(this.workDir, waits);
    const keyFile = join(this.#folder, 'client.pem');
    await writeFile(keyFile, privateKey, { mode: 0o600 });
    const whitelistFile = join(this.#folder, 'whitelist.json');
    await writeFile(whitelistFile, `${JSON.stringify(whitelist, null, 2)}\n`);
    await mkdir(outDir, { recursive: true });
    const settings = {
      serverUrl: this.serverUrl,
      org: ORG,
      node,
      keyFile,
      workDir: this.workDir,
      whitelistFile,
      dialect,
    };
    this.#client = await ClientProcess.start({
      commandLine,
      env: environmentOf(settings),
      folder: process.cwd(),
      outDir,
      onEnd: (how) => this.seen.add({ kind: 'ended', how }),
    });
  }

  /** Jobs of this run that are not over. */
  #unfinished(): readonly string[] {
    return this.#started.filter((id) => this.#server.jobs.isRunning(ORG, id));
  }

  #assertGoingOn(): void {
    if (this.#options.signal.aborted) throw new Interrupted('interrupted');
    const ended = this.#isEnding ? undefined : this.seen.all.find(({ kind }) => kind === 'ended');
    if (ended) throw new ClientEnded(sightingText(ended));
  }

  async #unlessInterrupted<T>(waiting: Promise<T>): Promise<T> {
    const { signal } = this.#options;
    let cut: (() => void) | undefined;
    const interrupted = new Promise<never>((_resolve, reject) => {
      cut = () => reject(new Interrupted('interrupted'));
      if (signal.aborted) cut();
      else signal.addEventListener('abort', cut, { once: true });
    });
    // the wait that loses gives up later, and nobody listens any more
    waiting.catch(() => undefined);
    try {
      return await Promise.race([waiting, interrupted]);
    } finally {
      if (cut) signal.removeEventListener('abort', cut);
    }
  }
}

function serverOptions(options: StandOptions, folder: string, watcher: Sightings) {
  const { dialect, timings } = options;
  // the shipped server draws its keys anew at each start, and a client has to live with that
  return { dialect, timings, data: join(folder, 'server'), org: ORG, freshKeys: true, watcher };
}

function portsOf({ url, heartbeatAddress, commandAddress }: RunningServer) {
  const portOf = (address: string): number => Number(new URL(address).port);
  return { port: portOf(url), heartbeatPort: portOf(heartbeatAddress), commandPort: portOf(commandAddress) };
}
