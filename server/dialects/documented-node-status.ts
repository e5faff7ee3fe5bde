import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { NodeEnd, NodeInJob } from '../job/node-in-job.ts';
import type { NodeJobStatusShown } from './job-body.ts';

/** The documentation's words for a status, by whether the node has started the command. */
interface Words {
  readonly notStarted: NodeJobStatusShown;
  readonly started: NodeJobStatusShown;
  /** For a node that has started, where what ended its part says more. */
  readonly startedEndedBy?: Readonly<Partial<Record<NodeEnd, NodeJobStatusShown>>>;
}

const always = (word: NodeJobStatusShown): Words => ({ notStarted: word, started: word });

/**
 * What the published documentation calls a node: ready is one that accepted the command and did not start it, whatever
 * became of its job; unavailable and crashed are told apart by whether the command had started, complete is who ran it to
 * its end. A status that a node cannot have without a start, or with one, stands for both.
 * Source: seeds, jobs/ID, `nodes`; protocol §2.
 */
const WORDS: Readonly<Record<NodeJobStatus, Words>> = {
  new: always('new'),
  ready: always('ready'),
  running: always('running'),
  succeeded: always('complete'),
  // one that has not started can only have refused the run: it was busy
  failed: { notStarted: 'nacked', started: 'complete', startedEndedBy: { nack_run: 'aborted' } },
  crashed: { notStarted: 'unavailable', started: 'crashed', startedEndedBy: { aborted: 'aborted' } },
  timed_out: { notStarted: 'ready', started: 'aborted' },
  was_ready: always('ready'),
  unavailable: always('unavailable'),
  nacked: always('nacked'),
  aborted: always('aborted'),
};

/** A node's status in the documentation's words, by its own past in the job. */
export function documentedNodeStatus({ status, started, endedBy }: NodeInJob): NodeJobStatusShown {
  const words = WORDS[status];
  if (!started) return words.notStarted;
  return (endedBy && words.startedEndedBy?.[endedBy]) ?? words.started;
}
