import type { FleetEvents } from '../fleet/fleet-events.ts';

/** Jobs of a node that are kept; a soak has more than anyone reads. */
const MAX_JOBS_A_NODE = 200;

/**
 * What each node answered, job by job. Two runs of the same file and seed give the same lines, as long as no behaviour
 * goes by the clock; heartbeats and answers to `abort` do, and are left out.
 */
export class Decisions {
  /** Answers by job, in the order the node met the jobs, by node. */
  readonly #answers = new Map<string, Map<string, string[]>>();

  watch(events: FleetEvents): void {
    events.on('sent', (node, { content }) => {
      if (content.type === 'heartbeat' || content.type === 'aborted' || content.jobId === null) return;
      this.#note(node.name, content.jobId, content.type);
    });
  }

  /** `web-1: [ack_commit ack_run succeeded] [nack_commit]`, a line a node, by name. */
  lines(): readonly string[] {
    return [...this.#answers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([node, jobs]) => `${node}: ${[...jobs.values()].map((said) => `[${said.join(' ')}]`).join(' ')}`);
  }

  #note(node: string, jobId: string, answer: string): void {
    let jobs = this.#answers.get(node);
    if (!jobs) {
      jobs = new Map();
      this.#answers.set(node, jobs);
    }
    const said = jobs.get(jobId);
    if (said) said.push(answer);
    else if (jobs.size < MAX_JOBS_A_NODE) jobs.set(jobId, [answer]);
  }
}
