import { World } from '@cucumber/cucumber';
import type { ScenarioJournal } from '../../conformance/journal/scenario-journal.ts';
import { signingKey } from '../../conformance/target/key-pairs.ts';
import type {
  ScenarioScope,
  ScopeOptions,
  TargetCredentials,
} from '../../conformance/target/scenario-scope.ts';
import { feedShape } from '../../conformance/target/shown-feed.ts';
import type { OwnServerOptions, Target } from '../../conformance/target/target.ts';
import { type NewJob, startJob } from '../../protocol/client/api.ts';
import { Reply } from '../../protocol/client/reply.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { StreamedReply } from '../../protocol/client/streamed-reply.ts';
import { isMarked } from '../delays/marks.ts';
import { type JobWatch, watchJob } from './job-watch.ts';
import { patienceMs } from './patience.ts';
import { ScenarioNodes } from './scenario-nodes.ts';
import { ScenarioPrincipals } from './scenario-principals.ts';
import { ScenarioQuirks } from './scenario-quirks.ts';
import { ScenarioReaders } from './scenario-readers.ts';
import { ScenarioSpan } from './scenario-span.ts';

/** A body for `POST jobs`, in the wire's spelling. */
export type JobBody = Readonly<Record<string, unknown>>;

/** An organisation beside the scenario's own, with a client of its admin. */
export interface Neighbour {
  readonly scope: ScenarioScope;
  readonly admin: RestClient;
}

/** All that one scenario knows: where it happens, its nodes, its jobs, its readers of feeds, the last answer. */
export class ScenarioWorld extends World {
  /** Undefined where the run keeps no journal. */
  journal: ScenarioJournal | undefined;
  #target: Target | undefined;
  #scope: ScenarioScope | undefined;
  /** The connections that all clients of the scenario share. */
  #connected: RestClient | undefined;
  #admin: RestClient | undefined;
  #nodes: ScenarioNodes | undefined;
  #principals: ScenarioPrincipals | undefined;
  #readers: ScenarioReaders | undefined;
  #neighbour: Neighbour | undefined;
  readonly #jobs: JobWatch[] = [];
  readonly #provoked = new Map<string, number | undefined>();
  readonly #provokedErrors: RegExp[] = [];
  #linesBefore = 0;
  #ownTarget: Target | undefined;
  #scopeOptions: ScopeOptions = { ownOrganisation: false };
  #answer: Reply | undefined;
  #quirks: ScenarioQuirks | undefined;
  readonly span = new ScenarioSpan();
  /** Something tells of a node that was missed, or there is nothing that would. */
  isMarked = true;
  /** The server was restarted in this scenario. */
  wasRestarted = false;
  /** The life of somebody else's server when the scenario began. */
  incarnationBefore: string | undefined;

  async open(target: Target, options: ScopeOptions): Promise<void> {
    this.#target = target;
    this.#scopeOptions = options;
    this.#quirks ??= new ScenarioQuirks(target.acceptedQuirks, (text, type) => this.attach(text, type));
    this.#linesBefore = target.log?.entries.length ?? 0;
    this.#scope = await target.openScope(options);
    const { org, admin, guard } = this.#scope;
    this.#connected = target.client(org, admin).as({ ...(guard !== undefined && { guard }) });
    this.#admin = this.client(org, admin);
    this.#principals = new ScenarioPrincipals(this, this.#scope);
    this.#nodes = new ScenarioNodes(target, this.#scope, this.#admin, this.patienceMs, {
      journal: this.journal,
      onStart: () => this.span.isUnderWay(),
    });
    this.#readers = new ScenarioReaders(this.patienceMs, this.quirks, () => this.span.isUnderWay());
  }

  /** False before it was opened, and where that failed. */
  get isOpen(): boolean {
    return this.#scope !== undefined;
  }

  /** Sees to it that the server is the scenario's own, and special in these ways. */
  async ensureOwn(options: OwnServerOptions): Promise<void> {
    if (this.#ownTarget !== undefined && Object.keys(options).length === 0) return;
    await this.openOwn(await this.target.startOwn(options));
  }

  /** Moves to a server that is the scenario's own, and ends with it. */
  async openOwn(target: Target, options: ScopeOptions = this.#scopeOptions): Promise<void> {
    await this.close();
    this.#ownTarget = target;
    await this.open(target, options);
  }

  /** Opens an organisation beside the scenario's own. */
  async openNeighbour(): Promise<void> {
    const scope = await this.target.openScope({ ownOrganisation: true });
    this.#neighbour = { scope, admin: this.client(scope.org, scope.admin) };
  }

  async close(): Promise<void> {
    await this.#readers?.close();
    await Promise.all(this.#jobs.map((job) => job.stop()));
    await this.#nodes?.stop();
    await this.#connected?.close();
    await this.#neighbour?.scope.close();
    await this.#scope?.close();
    await this.#ownTarget?.stop();
  }

  /**
   * Says that the server is to refuse something for this reason, and that it is what the scenario wants.
   * @param times how often; as often as it likes where it cannot be told
   */
  provoke(reason: string, times?: number): void {
    this.#provoked.set(reason, times);
  }

  /** Says that the server is to log an error like this one, and that it is what the scenario wants. */
  provokeLogged(error: RegExp): void {
    this.#provokedErrors.push(error);
  }

  /** Looks for marks that a delay leaves; where there are neither jobs nor nodes there are none to look for. */
  lookForMarks(): void {
    const jobs = this.#jobs.map(({ id, feed }) => ({ id, events: feed.entries }));
    const nodes = this.#nodes?.seen ?? new Map();
    this.isMarked = jobs.length === 0 || isMarked(jobs, nodes);
  }

  /** What the server refused or failed at though nothing in the scenario was to make it do so. */
  async unprovoked(): Promise<readonly string[]> {
    const refused = Object.entries(await this.scope.refusals()).filter(([reason, count]) => {
      const times = this.#provoked.get(reason) ?? count;
      return !this.#provoked.has(reason) || times !== count;
    });
    const logged = this.target.log?.entries.slice(this.#linesBefore) ?? [];
    return [
      ...refused.map(([reason, count]) => `refused ${count} times: ${reason}`),
      ...logged
        .filter(({ text, isError }) => isError && !this.#provokedErrors.some((error) => error.test(text)))
        .map((line) => `${line.text} ${JSON.stringify(line.fields)}`),
    ];
  }

  /** Asks the target in somebody's name, and the journal hears of it. Not to be closed: the scenario does that. */
  client(org: string, { name, privateKey }: TargetCredentials): RestClient {
    return present(this.#connected, 'connections').as({
      org,
      user: name,
      privateKey: signingKey(privateKey),
      ...(this.journal !== undefined && { observer: this.journal.requests }),
    });
  }

  get target(): Target {
    return present(this.#target, 'a target');
  }

  get scope(): ScenarioScope {
    return present(this.#scope, 'a scope');
  }

  /** Asks in the name of the organisation's admin. */
  get admin(): RestClient {
    return present(this.#admin, 'a client');
  }

  get nodes(): ScenarioNodes {
    return present(this.#nodes, 'nodes');
  }

  get principals(): ScenarioPrincipals {
    return present(this.#principals, 'principals');
  }

  /** The named differences that the scenario has met at the target. */
  get quirks(): ScenarioQuirks {
    return present(this.#quirks, 'a target');
  }

  get readers(): ScenarioReaders {
    return present(this.#readers, 'readers');
  }

  get neighbour(): Neighbour {
    return present(this.#neighbour, 'a neighbour');
  }

  get jobs(): readonly JobWatch[] {
    return this.#jobs;
  }

  /** The job that the scenario speaks of: the last one that was started. */
  get job(): JobWatch {
    return present(this.#jobs.at(-1), 'a job');
  }

  get answer(): Reply {
    return present(this.#answer, 'an answer');
  }

  set answer(reply: Reply) {
    this.#answer = reply;
  }

  /** How long a step waits for something before it gives up. Far above any wait that succeeds. */
  get patienceMs(): number {
    return patienceMs(this.target);
  }

  async startJob(job: NewJob): Promise<void> {
    this.watch(await startJob(this.admin, job));
  }

  watch(id: string): void {
    this.span.isUnderWay();
    this.#jobs.push(watchJob(this.admin, id, feedShape(this.target.dialect).path));
  }

  /** The answer as far as it has come: of a stream that stays open, its head alone. */
  async readStart(reply: StreamedReply): Promise<Reply> {
    const isOpenFeed =
      reply.status === 200 && String(reply.headers['content-type']).startsWith('text/event-stream');
    const bytes = isOpenFeed ? Buffer.alloc(0) : Buffer.from(await reply.body.arrayBuffer());
    if (isOpenFeed) {
      // the end that it is given here is no news
      reply.body.on('error', () => reply.body.destroy());
      reply.body.destroy();
    }
    return new Reply('a request', reply.status, reply.headers, bytes, reply.sent);
  }

  /** Text of a feature with its placeholders filled: `{job}`, `{admin}`, and `{web1}` for a node's real name. */
  fill(text: string): string {
    return text.replaceAll(/\{([a-z][\w-]*)\}/g, (_, word: string) => {
      if (word === 'job') return this.job.id;
      if (word === 'org') return this.scope.org;
      if (word === 'unknown') return this.principals.unknownName;
      return this.principals.nameOf(word) ?? this.nodes.nameOf(word);
    });
  }
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the scenario has no ${what} yet`);
  return value;
}
