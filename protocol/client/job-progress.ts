import type { JobAnswer } from './api.ts';

/** Where a node is in a job, in the words of protocol §6; `unknown` until it is heard of. */
export type NodeState =
  | 'new'
  | 'ready'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'crashed'
  | 'timed_out'
  | 'aborted'
  | 'nacked'
  | 'unavailable'
  | 'was_ready'
  /** As the seeds say it: ran to its end, well or not. */
  | 'complete';

/** One node of a job, and when it came where it is; microseconds since the Unix epoch, as the feed has them. */
export interface NodeProgress {
  readonly name: string;
  state: NodeState;
  votedAt?: number | undefined;
  startedAt?: number | undefined;
  endedAt?: number | undefined;
}

/** What an event of a job's feed says, as far as progress goes. */
export interface ProgressEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

// words of others are looked up: maps, since objects have words of their own

const AFTER_VOTE: ReadonlyMap<string, NodeState> = new Map([
  ['success', 'ready'],
  ['failure', 'nacked'],
  ['down', 'unavailable'],
  ['lost_availibility', 'unavailable'],
  ['voting_timeout', 'unavailable'],
]);

/** `client_died_while_running` says nothing new: the node was done with the job before. */
const AFTER_RUN: ReadonlyMap<string, NodeState> = new Map([
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['run_nacked', 'failed'],
  ['run_nacked_while_running', 'failed'],
  ['crashed', 'crashed'],
]);

/**
 * What becomes of nodes that are still in the job when it ends so; the feed does not say it of each. Nodes that are
 * ready when the quorum is missed, and those of a job that is cancelled, are left to the server's answer.
 */
const LEFT_AT_END: ReadonlyMap<string, NodeState> = new Map([
  ['timed_out', 'timed_out'],
  ['crashed', 'crashed'],
]);

const IN_PROGRESS: readonly NodeState[] = ['new', 'ready', 'running'];

/** Names of a hundred thousand nodes, with what is kept of each. */
const MOST_NAME_CHARACTERS = 32 * 1_024 * 1_024;
const CHARACTERS_A_NODE = 256;

/** A job as it can be told from its feed or from polling. Each event costs the same, however many nodes there are. */
export class JobProgress {
  status = 'new';
  command = '';
  quorum: number | undefined;
  /** Nodes of the job, those included that were not heard of yet. */
  nodeCount = 0;
  startedAt: number | undefined;
  quorumAt: number | undefined;
  endedAt: number | undefined;
  /** True where the feed told each node's end, so that success and failure are known apart. */
  toldEachNode = false;
  readonly nodes = new Map<string, NodeProgress>();
  readonly #counts = new Map<NodeState, number>();
  #nameCharacters = 0;

  /** Nodes in a state. */
  count(state: NodeState): number {
    return this.#counts.get(state) ?? 0;
  }

  /** Nodes that have something to do yet, or were not heard of. */
  get inProgress(): number {
    const known = IN_PROGRESS.reduce((sum, state) => sum + this.count(state), 0);
    return this.ended ? 0 : known + Math.max(0, this.nodeCount - this.nodes.size);
  }

  get ended(): boolean {
    return isOver(this.status);
  }

  /** Takes in an event of the job's feed; unknown ones change nothing. */
  apply({ event, data }: ProgressEvent): void {
    const at = feedMicros(data.timestamp);
    const node = typeof data.node === 'string' ? this.#node(data.node) : undefined;
    const status = typeof data.status === 'string' ? data.status : '';
    switch (event) {
      case 'start':
        this.status = 'voting';
        this.startedAt = at;
        this.toldEachNode = true;
        if (typeof data.command === 'string') this.command = data.command;
        if (typeof data.quorum === 'number') this.quorum = data.quorum;
        if (typeof data.node_count === 'number') this.nodeCount = data.node_count;
        break;
      case 'quorum_vote':
        if (node !== undefined) this.#voted(node, status, at);
        break;
      case 'quorum_succeeded':
        this.status = 'running';
        this.quorumAt = at;
        break;
      case 'run_start':
        if (node !== undefined) {
          this.#move(node, 'running');
          node.startedAt = at;
        }
        break;
      case 'run_complete':
        if (node !== undefined) this.#ran(node, status, at);
        break;
      case 'rehab':
        // an answer out of turn costs the node its place without a vote
        if (node !== undefined && this.status === 'voting' && node.state === 'new') {
          this.#move(node, 'unavailable');
        }
        break;
      case 'job_complete':
        this.#end(status, at);
        break;
    }
  }

  /**
   * Takes in the job as the server shows it; states that the feed told more finely stay, and so does its end: the shipped
   * server tells it before it shows it. Source: protocol §10, `told-before-stored`.
   */
  applyAnswer(job: Pick<JobAnswer, 'status' | 'command' | 'nodes'>): void {
    if (!this.ended || isOver(job.status)) this.status = job.status;
    this.command = job.command;
    for (const [state, names] of Object.entries(job.nodes)) {
      for (const name of names) {
        const node = this.#node(name);
        if (node === undefined) continue;
        const isCoarser = this.toldEachNode && !IN_PROGRESS.includes(node.state);
        // the documented dialect shows nodes that were ready as if they still were
        const isOver = this.ended && state === 'ready';
        if (!isCoarser) this.#move(node, isOver ? 'was_ready' : (state as NodeState));
      }
    }
    this.nodeCount = Math.max(this.nodeCount, this.nodes.size);
  }

  /** Undefined for a new name when there are more than any job has: a server may name others without end. */
  #node(name: string): NodeProgress | undefined {
    const known = this.nodes.get(name);
    if (known !== undefined) return known;
    if (this.#nameCharacters + name.length > MOST_NAME_CHARACTERS) return undefined;
    this.#nameCharacters += name.length + CHARACTERS_A_NODE;
    const made: NodeProgress = { name, state: 'new' };
    this.nodes.set(name, made);
    this.#counts.set('new', this.count('new') + 1);
    return made;
  }

  #move(node: NodeProgress, state: NodeState): void {
    this.#counts.set(node.state, this.count(node.state) - 1);
    this.#counts.set(state, this.count(state) + 1);
    node.state = state;
  }

  #voted(node: NodeProgress, status: string, at: number | undefined): void {
    const state = AFTER_VOTE.get(status);
    if (state === undefined) return;
    this.#move(node, state);
    node.votedAt = at;
  }

  #ran(node: NodeProgress, status: string, at: number | undefined): void {
    const state = AFTER_RUN.get(status);
    if (state === undefined) return;
    this.#move(node, state);
    node.endedAt = at;
  }

  #end(status: string, at: number | undefined): void {
    this.status = status;
    this.endedAt = at;
    const left = LEFT_AT_END.get(status);
    if (left === undefined) return;
    for (const node of this.nodes.values()) {
      if (IN_PROGRESS.includes(node.state)) this.#move(node, left);
    }
  }
}

/** Whether a job with this status has ended. Source: protocol §6. */
export function isOver(status: string): boolean {
  return !['new', 'voting', 'running'].includes(status);
}

const FEED_TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\.(\d{6})Z$/;

/** `2014-07-10 05:10:40.995958Z` as microseconds since the Unix epoch. Source: protocol §7. */
export function feedMicros(timestamp: unknown): number | undefined {
  const [, date, time, micros] = (typeof timestamp === 'string' && FEED_TIMESTAMP.exec(timestamp)) || [];
  if (micros === undefined) return undefined;
  return Date.parse(`${date}T${time}Z`) * 1_000 + Number(micros);
}
