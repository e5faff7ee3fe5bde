import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RestClient } from '../protocol/client/rest-client.ts';
import type { DialectName } from '../protocol/dialect-name.ts';
import { DATABASE } from '../server/data-folder.ts';
import { portsOf } from '../server/ports-of.ts';
import type { RunningServer } from '../server/running-server.ts';
import { startReferenceServer } from '../server/server.ts';
import type { ReferenceServerOptions } from '../server/server-options.ts';
import type { ServerTimings } from '../server/settings.ts';
import { KeyPool } from '../simulator/fleet/key-pool.ts';
import type { Patience } from './gave-up.ts';
import { JobsClient } from './jobs-client.ts';

import { untilAll } from './until-all.ts';

/** A name, and the private key that it signs with. */
export interface Credentials {
  readonly name: string;
  /** PEM. */
  readonly privateKey: string;
}

/** What is closed before the server that it speaks to. */
export interface Closable {
  /** Resolves when nothing of it is left open. */
  close(): Promise<void>;
}

/** What a server was started with; all of it is kept in the folder, which is the server's own. */
export type StartedWith = ReferenceServerOptions & { readonly data: string; readonly timings: ServerTimings };

/** RSA keys that the nodes of a server share: drawing them is most of the time that it takes to start some. */
const NODE_KEYS = 2;

/** A Push Jobs server in this process. `startServer` makes one. */
export class HarnessServer implements AsyncDisposable {
  /** `http://127.0.0.1:PORT`, or `https://…` where it has `tls`; the same over restarts and resets, as are the next. */
  readonly url: string;
  /** By which it speaks https, PEM, for your program to trust; undefined over http. */
  readonly certificate: string | undefined;
  /** `tcp://127.0.0.1:PORT` as nodes are told. */
  readonly heartbeatAddress: string;
  readonly commandAddress: string;
  /** The same for nodes without encryption; undefined unless they are taken. */
  readonly unencrypted?: { readonly heartbeatAddress: string; readonly commandAddress: string };
  readonly dialect: DialectName;
  readonly org: string;
  readonly timings: ServerTimings;
  /** A user who may do everything in the organisation. */
  readonly admin: Credentials;
  /** May make organisations and users. */
  readonly superuser: Credentials;
  /** Jobs and nodes of the organisation, in the name of its admin. */
  readonly jobs: JobsClient;
  /** Keys for nodes whose own do not matter. */
  readonly nodeKeys = new KeyPool(NODE_KEYS);
  readonly #startedWith: StartedWith;
  readonly #attached = new Set<Closable>();
  #running: RunningServer;
  /** What was asked for last of all that stops or starts it: one waits for the other. */
  #last: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  private constructor(running: RunningServer, startedWith: StartedWith) {
    this.#running = running;
    this.#startedWith = { ...startedWith, ...portsOf(running) };
    this.url = running.url;
    this.certificate = running.certificate;
    this.heartbeatAddress = running.heartbeatAddress;
    this.commandAddress = running.commandAddress;
    if (running.unencrypted !== undefined) this.unencrypted = running.unencrypted;
    this.dialect = running.dialect;
    this.org = running.org;
    this.timings = startedWith.timings;
    this.admin = { name: 'admin', privateKey: running.bootstrapKeys.admin };
    this.superuser = { name: 'pivotal', privateKey: running.bootstrapKeys.pivotal };
    this.jobs = new JobsClient(this.client());
  }

  /** @throws StartError */
  static async start(options: StartedWith): Promise<HarnessServer> {
    return new HarnessServer(await startReferenceServer(options), options);
  }

  /** Id of this life of the server, a UUID; another one after a restart. */
  get incarnationId(): string {
    return this.#running.incarnationId;
  }

  /** Signed requests in somebody's name, the admin's where nobody is named. To be closed by whoever asks for one. */
  client(who: Credentials = this.admin, org = this.org): RestClient {
    const { url: serverUrl, certificate: ca } = this;
    return new RestClient({ serverUrl, ca, org, user: who.name, privateKey: who.privateKey });
  }

  /** Every counter of the server, as `NAME.LABEL`: `refusals.bad_signature`. */
  counters(): Readonly<Record<string, number>> {
    return this.#running.counters();
  }

  /** True where a job could be given to the node: it is heartbeating and out of rehab. */
  isAvailable(node: string): boolean {
    return this.#running.nodes.isAvailable(this.org, node);
  }

  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  /** Waits until all of these nodes are available, whoever runs them. @throws GaveUp, naming those that are not */
  untilAvailable(nodes: Iterable<string>, patience: Patience = {}): Promise<void> {
    return untilAll({
      ...patience,
      nodes,
      isAvailable: (node) => this.isAvailable(node),
      isClosed: () => this.isClosed,
    });
  }

  /** Stops it and starts it again on what it has kept: another incarnation at the same address. @throws StartError */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#running.stop();
      this.#running = await startReferenceServer(this.#startedWith);
    });
  }

  /**
   * Makes it as it was when it had just been started, with the same addresses and keys: fleets at it are closed; jobs,
   * nodes, clients, users and organisations but its own are gone. @throws StartError
   */
  reset(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#closeAttached();
      await this.#running.stop();
      const { data } = this.#startedWith;
      const database = (await readdir(data)).filter((name) => name.startsWith(DATABASE));
      for (const name of database) await rm(join(data, name));
      this.#running = await startReferenceServer(this.#startedWith);
    });
  }

  /** Has something closed before this server closes or resets. Fleets of `startFleet` are attached by themselves. */
  attach(what: Closable): void {
    if (this.isClosed) throw new Error('the server is closed');
    this.#attached.add(what);
  }

  /** What was attached and has been closed by itself. */
  detach(what: Closable): void {
    this.#attached.delete(what);
  }

  /** Closes what is attached, then stops it and removes its files. Once is enough; again waits for the same. */
  close(): Promise<void> {
    this.#closed ??= this.#last.then(() => this.#close());
    return this.#closed;
  }

  /** What `await using` does at its end: `close()`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    try {
      await this.#closeAttached();
    } finally {
      await this.jobs.close();
      await this.#running.stop();
      await rm(this.#startedWith.data, { recursive: true, force: true });
    }
  }

  async #closeAttached(): Promise<void> {
    await Promise.all([...this.#attached].map((attached) => attached.close()));
    this.#attached.clear();
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    if (this.isClosed) throw new Error('the server is closed');
    const done = this.#last.then(act);
    // whoever asked for it is told of a failure; whatever comes next goes on all the same
    this.#last = done.catch(() => undefined);
    return done;
  }
}
