import type { HarnessServer } from '../../library/harness-server.ts';
import { RestClient } from '../../protocol/client/rest-client.ts';
import type { ClientContent } from '../../protocol/wire/client-message.ts';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import { WireNode } from '../../server/testing/wire-node.ts';
import type { Gate } from './gate.ts';

type Commit = Extract<ServerMessage, { type: 'commit' }>;

/** What a node sends in answer to the commit, and to the run; a missing one is not answered. */
interface Script {
  readonly commit?: 'ack_commit' | 'nack_commit';
  /** In this order. */
  readonly run?: readonly ClientContent[];
  /** The last answer to the run waits until the node is let finish. */
  readonly isSlow?: true;
}

const SUCCEEDS: Script = { commit: 'ack_commit', run: [{ type: 'ack_run' }, { type: 'succeeded' }] };

/** What the nodes of the recording did with their commands, by how these begin; they succeed with any other. */
const SCRIPTS: readonly (readonly [command: RegExp, script: Script])[] = [
  [/slow:/, { ...SUCCEEDS, isSlow: true }],
  [/^fail$/, { commit: 'ack_commit', run: [{ type: 'ack_run' }, { type: 'failed' }] }],
  [/^nackcommit$/, { commit: 'nack_commit' }],
  [/^nackrun$/, { commit: 'ack_commit', run: [{ type: 'nack_run' }] }],
  [/^noackrun$/, { commit: 'ack_commit', run: [{ type: 'succeeded' }] }],
  [/^silent$/, {}],
  [
    /^(?:echo )?output$/,
    {
      commit: 'ack_commit',
      run: [
        { type: 'ack_run' },
        { type: 'succeeded', stdout: 'hello from node-1\nl2 é\n', stderr: 'warn\n' },
      ],
    },
  ],
  [/^onlyout$/, { commit: 'ack_commit', run: [{ type: 'ack_run' }, { type: 'succeeded', stdout: 'out\n' }] }],
];

/** A node of the recording: it answers by its script, and says no to whatever comes while it runs a slow command. */
export class ScriptedNode {
  readonly name: string;
  readonly #wire: WireNode;
  readonly #client: RestClient;
  readonly #gate: Gate;
  #job: { readonly id: string; readonly script: Script } | undefined;
  #finish: (() => void) | undefined;
  #stopped = false;
  #fault: unknown;
  readonly #heartbeats: NodeJS.Timeout;
  /** One message after the other: a socket takes no second one while it is busy with the first. */
  #saying: Promise<void> = Promise.resolve();

  private constructor(name: string, client: RestClient, wire: WireNode, gate: Gate, intervalMs: number) {
    this.name = name;
    this.#client = client;
    this.#wire = wire;
    this.#gate = gate;
    this.#heartbeats = setInterval(() => this.#say({ type: 'heartbeat', jobState: 'idle' }), intervalMs);
    void this.#listen();
  }

  /** @param gate no commit is answered while it is closed */
  static async start(
    server: HarnessServer,
    name: string,
    privateKey: string,
    gate: Gate,
  ): Promise<ScriptedNode> {
    const client = new RestClient({ serverUrl: server.url, org: server.org, user: name, privateKey });
    const wire = await WireNode.start({ client, privateKey, node: name, patienceMs: -1 });
    return new ScriptedNode(name, client, wire, gate, server.timings.heartbeatIntervalMs);
  }

  /** Lets the slow command that it runs succeed. */
  finish(): void {
    this.#finish?.();
  }

  /** It heartbeats and answers no more, as a machine that has lost its power. @throws what went wrong with it before */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    clearInterval(this.#heartbeats);
    this.#wire.stop();
    await this.#client.close();
    if (this.#fault !== undefined) throw this.#fault;
  }

  async #listen(): Promise<void> {
    try {
      while (!this.#stopped) this.#hear(await this.#wire.next());
    } catch (error) {
      this.#failed(error);
    }
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'abort') this.#abort();
    if (message.type === 'commit') void this.#vote(message);
    if (message.type === 'run') this.#run(message.jobId);
  }

  /** A socket that was closed by ourselves throws as well. */
  #failed(error: unknown): void {
    if (!this.#stopped) this.#fault ??= error;
  }

  #abort(): void {
    const id = this.#job?.id ?? null;
    this.#job = undefined;
    this.#finish = undefined;
    this.#say({ type: 'aborted' }, id);
  }

  async #vote({ jobId, command }: Commit): Promise<void> {
    if (this.#finish !== undefined) {
      this.#say({ type: 'nack_commit' }, jobId);
      return;
    }
    const script = SCRIPTS.find(([pattern]) => pattern.test(command))?.[1] ?? SUCCEEDS;
    await this.#gate.opened;
    if (script.commit === 'ack_commit') this.#job = { id: jobId, script };
    if (script.commit !== undefined) this.#say({ type: script.commit }, jobId);
  }

  #run(jobId: string): void {
    if (this.#job?.id !== jobId) return;
    const { run = [], isSlow } = this.#job.script;
    const answers = [...run];
    const last = isSlow ? answers.pop() : undefined;
    for (const answer of answers) this.#say(answer, jobId);
    if (last === undefined) {
      this.#job = undefined;
      return;
    }
    this.#finish = () => {
      this.#finish = undefined;
      this.#job = undefined;
      this.#say(last, jobId);
    };
  }

  #say(content: ClientContent, jobId: string | null = null): void {
    this.#saying = this.#saying
      .then(async () => {
        if (!this.#stopped) await this.#wire.say(content, jobId);
      })
      .catch((error: unknown) => this.#failed(error));
  }
}
