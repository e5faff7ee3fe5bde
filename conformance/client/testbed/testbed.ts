import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../files/make-folder.ts';
import type { DialectName } from '../../../protocol/dialect-name.ts';
import { newKeyPairAsync } from '../../../protocol/signing/key-pair.ts';
import type { ClientMessage } from '../../../protocol/wire/client-message.ts';
import type { Wire } from '../../../server/broker/wire.ts';
import { portsOf } from '../../../server/ports-of.ts';
import type { RunningServer } from '../../../server/running-server.ts';
import { startReferenceServer } from '../../../server/server.ts';
import type { ServerTimings } from '../../../server/settings.ts';
import type { ServerWatcher } from '../../../server/watcher.ts';
import { messagesIn } from './client-event.ts';
import { ClientJournal } from './client-journal.ts';
import { ClientProcess } from './client-process.ts';
import { PID_FILE, writeCommands } from './commands.ts';
import { environmentVariables } from './environment.ts';
import { NodeJobs } from './node-jobs.ts';
import type { Waits } from './waits.ts';
import { Watch } from './watch.ts';
import { watchedBy } from './watched-by.ts';

const ORG = 'conform';

export interface TestbedOptions {
  readonly commandLine: string;
  readonly node: string;
  readonly dialect: DialectName;
  /** The server speaks https, by a certificate that it makes and keeps. */
  readonly https: boolean;
  readonly timings: ServerTimings;
  readonly waits: Waits;
  /** Where the command line is run. */
  readonly folder: string;
  /** Where what the client writes is kept. */
  readonly outDir: string;
  /** It has been there before: what the client writes comes after what it wrote then. */
  readonly isAgain: boolean;
  /** For files of the run. */
  readonly workFolder: string;
  readonly signal: AbortSignal;
  /** Sees what passes between client and server, as the testbed does. */
  readonly watcher: ServerWatcher;
}

/** A server with one node, and the client under test at it. */
export class Testbed {
  readonly org = ORG;
  readonly node: string;
  readonly waits: Waits;
  readonly timings: ServerTimings;
  readonly watch: Watch;
  readonly jobs: NodeJobs;
  /** Where the commands run that leave something behind. */
  readonly workDir: string;
  readonly #options: TestbedOptions;
  readonly #folder: string;
  readonly #seen: ClientJournal;
  #server: RunningServer;
  #client: ClientProcess | undefined;
  /** The environment of the client; undefined before its first start. */
  #env: Readonly<Record<string, string>> | undefined;

  private constructor(options: TestbedOptions, folder: string, server: RunningServer, seen: ClientJournal) {
    const { node, waits, timings, signal } = options;
    this.#options = options;
    this.#folder = folder;
    this.#server = server;
    this.#seen = seen;
    this.node = node;
    this.waits = waits;
    this.timings = timings;
    this.workDir = join(folder, 'work');
    this.watch = new Watch(seen, waits, signal);
    this.jobs = new NodeJobs({ server: () => this.#server, org: ORG, node, watch: this.watch, waits });
  }

  /** Starts the server, makes the node known to it, and starts the client. @throws StartError */
  static async start(options: TestbedOptions): Promise<Testbed> {
    const folder = await mkdtemp(join(options.workFolder, 'client-'));
    const seen = new ClientJournal();
    let testbed: Testbed | undefined;
    try {
      const server = await startReferenceServer(serverOptions(options, folder, seen));
      testbed = new Testbed(options, folder, server, seen);
      await testbed.#startClient();
      return testbed;
    } catch (error) {
      await testbed?.stop();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get serverUrl(): string {
    return this.#server.url;
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

  /** A directory in the folder of the commands, made where it is not there; its path. */
  makeDirectory(name: string): string {
    const path = join(this.workDir, name);
    makeFolder(path);
    return path;
  }

  counters(): Readonly<Record<string, number>> {
    return this.#server.counters();
  }

  /** Stops the server and starts it again at the same place: with its heartbeats' key, and all other keys new. */
  async restartServer(timings: Partial<ServerTimings> = {}): Promise<void> {
    const ports = portsOf(this.#server);
    await this.#server.stop();
    const options = serverOptions(this.#options, this.#folder, this.#seen);
    this.#server = await startReferenceServer({
      ...options,
      ...ports,
      timings: { ...this.timings, ...timings },
    });
  }

  /** Ends what is left of the client, starts it again, and waits until it has come in. @throws Unmet, ClientEnded, Interrupted */
  async restartClient(): Promise<void> {
    const { watch, waits } = this;
    watch.expectEnd();
    await this.client.stop();
    // its last words may be read late
    const before = messagesIn(watch.since(0)).at(-1)?.incarnationId;
    watch.beginLife();
    await this.#startClient();
    const isFirstAnswer = ({ type, incarnationId }: ClientMessage): boolean =>
      type === 'aborted' && incarnationId !== before;
    await watch.untilMessage('the first aborted', watch.lifeBegan, isFirstAnswer, waits.patienceMs);
    await this.jobs.untilAvailable();
  }

  /** Ends the client with all that is left in its group, then the server; removes what they shared. */
  async stop(): Promise<void> {
    this.watch.expectEnd();
    try {
      await this.#client?.stop();
    } finally {
      await this.#server.stop();
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  async #startClient(): Promise<void> {
    const { commandLine, folder, outDir } = this.#options;
    const isAgain = this.#options.isAgain || this.#env !== undefined;
    this.#env ??= await this.#prepare();
    this.#client = await ClientProcess.start({
      commandLine,
      env: this.#env,
      folder,
      outDir,
      isAgain,
      onEnd: (how) => this.#seen.add({ kind: 'ended', how }),
    });
  }

  /** Makes the node known to the server, and all files that the client is given; resolves with its environment. */
  async #prepare(): Promise<Readonly<Record<string, string>>> {
    const { node, outDir, waits, dialect } = this.#options;
    const { publicKey, privateKey } = await newKeyPairAsync();
    await this.#server.access.clients.create(ORG, { name: node, publicKey });
    const whitelist = await writeCommands(this.workDir, waits);
    const keyFile = join(this.#folder, 'client.pem');
    await writeFile(keyFile, privateKey, { mode: 0o600 });
    const whitelistFile = join(this.#folder, 'whitelist.json');
    await writeFile(whitelistFile, `${JSON.stringify(whitelist, null, 2)}\n`);
    makeFolder(outDir);
    return environmentVariables({
      serverUrl: this.serverUrl,
      org: ORG,
      node,
      keyFile,
      workDir: this.workDir,
      whitelistFile,
      dialect,
      caFile: this.#server.certificateFile ?? '',
    });
  }
}

function serverOptions(options: TestbedOptions, folder: string, seen: ClientJournal) {
  const { dialect, timings, https } = options;
  const watcher = watchedBy(options.watcher, seen);
  // the shipped server draws its keys anew at each start, and a client has to live with that
  const tls = https ? ({ tls: 'self' } as const) : {};
  return { dialect, timings, data: join(folder, 'server'), org: ORG, freshKeys: true, watcher, ...tls };
}
