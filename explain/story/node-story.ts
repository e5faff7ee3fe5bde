import type { SeenEvent, SpokenEvidence } from '../evidence/evidence.ts';

/** What happened to one node, and why that may be. */
export interface NodeStory {
  readonly node: string;
  /** In the protocol's words, as the run that is shown ends. */
  readonly status: string;
  readonly isGood: boolean;
  /** One sentence. */
  readonly told: string;
  /** Likely causes, the likeliest first; empty where all went well. */
  readonly causes: readonly string[];
  /** What to look at. */
  readonly look: readonly string[];
}

const VOTES: Readonly<Record<string, string>> = {
  success: 'voted yes',
  failure: 'voted no',
  down: 'was down, or went down',
  unexpected_commit: 'voted yes once more',
  lost_availibility: 'took its yes back',
  client_died_while_voting: 'answered once more although its part was over',
  voting_timeout: 'had not voted when the voting timeout came',
};

const RUNS: Readonly<Record<string, string>> = {
  success: 'ended the command well',
  failure: 'ended the command with an error',
  crashed: 'was lost: it went down, or answered what nobody had asked',
  run_nacked: 'refused to run the command',
  run_nacked_while_running: 'said that it does not run what it had begun to run',
  client_died_while_running: 'answered once more although its part was over',
};

/** The end of a node's part that no event tells. */
const UNSEEN: Readonly<Record<string, string>> = {
  was_ready: 'was ready when the job ended without it, and was told to drop it',
  timed_out: 'was not done when the run timeout came, and was told to drop the job',
  aborted: 'was running when the job was cancelled, and was told to drop it',
  unavailable: 'was not there, or was lost to the job',
  crashed: 'was in the job when the server gave it up',
  new: 'was never heard of',
  ready: 'is ready and waits for the others',
  running: 'runs the command',
};

/** What is known of the job besides its events. */
export interface StoryFacts {
  readonly startMicros: number | undefined;
  readonly jobId: string | undefined;
  readonly spoken: readonly SpokenEvidence[];
  /** How the job ended, or where it is; undefined where nothing tells. */
  readonly jobStatus?: string | undefined;
}

/** A node's part in a job as one sentence, with likely causes where it did not succeed. @param events those about the node */
export function nodeStory(
  node: string,
  status: string,
  events: readonly SeenEvent[],
  facts: StoryFacts,
): NodeStory {
  const isGood = status === 'succeeded' || status === 'complete';
  const clauses: string[] = [];
  let rehabs = 0;
  for (const event of events) {
    if (event.name === 'rehab') rehabs += 1;
    const clause = clauseOf(event);
    if (clause === undefined) continue;
    const [what, ...why] = clause.split(': ');
    clauses.push([`${what}${timeText(event, facts.startMicros)}${silence(event, facts)}`, ...why].join(': '));
  }
  const isTold =
    events.some(({ name }) => name === 'run_complete') ||
    ['nacked', 'succeeded', 'complete'].includes(status);
  const isGivenUp = status === 'crashed' && facts.jobStatus === 'crashed';
  const unseen = status === 'crashed' && !isGivenUp ? 'was lost to the job while it ran' : UNSEEN[status];
  const isLost = status === 'unavailable' && (clauses.length > 0 || rehabs > 0);
  if (!isTold && !isLost && unseen !== undefined) clauses.push(unseen);
  else if (isLost && !clauses.some((clause) => /down|back|timeout/.test(clause))) {
    clauses.push('answered what nobody had asked, and was lost to the job');
  }
  if (rehabs > 0) clauses.push(rehabs === 1 ? 'was sent to rehab' : `was sent to rehab ${rehabs} times`);
  if (clauses.length === 0)
    clauses.push(
      status === 'complete'
        ? 'ran the command to its end, well or not'
        : `ended as ${status}; nothing tells how`,
    );
  const kind = isGivenUp ? status : kindOf(status, events);
  return {
    ...{ node, status, isGood },
    told: `${node} ${sequence(clauses)}.`,
    causes: isGood ? [] : (CAUSES[kind] ?? []),
    look: isGood ? [] : (LOOK[kind] ?? []).map((text) => fill(text, node, facts.jobId)),
  };
}

function clauseOf({ name, data }: SeenEvent): string | undefined {
  const status = String(data.status);
  if (name === 'quorum_vote') return VOTES[status] ?? `voted ${status}`;
  if (name === 'run_start') return 'started the command';
  return name === 'run_complete' ? (RUNS[status] ?? `ended as ${status}`) : undefined;
}

function timeText({ micros }: SeenEvent, startMicros: number | undefined): string {
  if (micros === undefined || startMicros === undefined) return '';
  const seconds = (micros - startMicros) / 1_000_000;
  return ` after ${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0)} s`;
}

/** How long a node had been silent that was taken for down, where a journal or a trace tells. */
function silence({ name, data, micros }: SeenEvent, { spoken }: StoryFacts): string {
  const isDown = data.status === 'down' || (name === 'run_complete' && data.status === 'crashed');
  if (!isDown || micros === undefined) return '';
  const heard = spoken
    .filter((each) => each.node === data.node && each.direction === 'out' && each.atMs <= micros / 1_000)
    .map(({ atMs }) => atMs);
  const last = heard.at(-1);
  if (last === undefined) return '';
  const silentMs = micros / 1_000 - last;
  const pauses = heard
    .slice(1)
    .map((atMs, index) => atMs - (heard[index] ?? 0))
    .toSorted((one, other) => one - other);
  const usual = pauses[Math.floor(pauses.length / 2)];
  const intervals = usual === undefined || usual <= 0 ? 0 : Math.round(silentMs / usual);
  const times = intervals >= 2 ? `, ${intervals} times as long as between its messages before` : '';
  return ` (its last message had come ${(silentMs / 1_000).toFixed(1)} s before${times})`;
}

function sequence(clauses: readonly string[]): string {
  if (clauses.length < 2) return clauses.join('');
  return `${clauses.slice(0, -1).join(', then ')}, and ${clauses.at(-1)}`;
}

/** What went wrong, as the causes tell it apart. */
function kindOf(status: string, events: readonly SeenEvent[]): string {
  const statuses = events.map(({ data }) => data.status);
  if (status === 'failed')
    return statuses.includes('failure')
      ? 'failure'
      : statuses.includes('run_nacked') || statuses.includes('run_nacked_while_running')
        ? 'run_nacked'
        : 'failed';
  if (status === 'unavailable') {
    if (statuses.includes('voting_timeout')) return 'voting_timeout';
    if (statuses.includes('down')) return statuses.includes('success') ? 'lost' : 'down';
    if (statuses.includes('lost_availibility')) return 'fickle';
    return events.some(({ name }) => name === 'rehab') ? 'out_of_turn' : 'down';
  }
  if (status === 'crashed')
    return events.some(({ name }) => name === 'run_start') ? 'lost' : 'lost_before_run';
  return status;
}

const LOST = 'the machine or its push client was stopped, was restarted, or lost the network';
const CAUSES: Readonly<Record<string, readonly string[]>> = {
  failure: ['the command ended with an exit code other than 0'],
  failed: ['the command ended with an exit code other than 0', 'the node was busy and refused to run it'],
  run_nacked: ['the node was busy with something else when it was told to run'],
  nacked: [
    'the command is not in the whitelist of the node',
    'the user or the folder that the job names is not there',
    'the node was busy with another job',
  ],
  down: [
    `the node was not connected when the job began: ${LOST}`,
    'it was still in rehab after an earlier job',
  ],
  lost: [LOST, 'its push client answered what nobody had asked, such as an abort of its own'],
  lost_before_run: [LOST, 'its push client answered the commit twice, or reported an end before a start'],
  voting_timeout: [
    'its push client heartbeats and does not answer',
    'the machine is overloaded, or its answer was lost',
  ],
  fickle: ['its push client changed its mind, as one does that is restarted within the vote'],
  out_of_turn: ['its push client answered what nobody had asked, as one does that still has an earlier job'],
  was_ready: ['others were missing from the quorum, or the job was cancelled: see them'],
  timed_out: [
    'the command takes longer than the run timeout',
    'the command could not be started, and the push client does not say so',
  ],
  aborted: ['somebody cancelled the job'],
  crashed: ['the push server was stopped or restarted while the job was in progress'],
  new: ['the push server was stopped before the node had voted'],
  ready: [],
  running: [],
};

const CLIENT_LOG = 'the log of the push client on NODE at that time';
const DOCTOR = 'push-harness doctor NODE';
const LOOK: Readonly<Record<string, readonly string[]>> = {
  failure: ['push-harness job output JOB NODE --channel stderr, where output was captured'],
  failed: ['push-harness job output JOB NODE --channel stderr, where output was captured', CLIENT_LOG],
  run_nacked: [CLIENT_LOG, 'jobs that were in progress at that time: push-harness job list'],
  nacked: [CLIENT_LOG, 'the whitelist in the configuration of the push client'],
  down: [DOCTOR, CLIENT_LOG],
  lost: [DOCTOR, CLIENT_LOG, 'the log of the machine: restarts, out of memory, network'],
  lost_before_run: [DOCTOR, CLIENT_LOG, 'the log of the machine: restarts, out of memory, network'],
  voting_timeout: [CLIENT_LOG, 'the load of the machine'],
  fickle: [CLIENT_LOG],
  out_of_turn: [CLIENT_LOG, 'jobs that the node had before: push-harness job list'],
  timed_out: ['what the command does on NODE, and for how long', CLIENT_LOG],
  crashed: ['the log of the push server at that time'],
  new: ['the log of the push server at that time'],
};

function fill(text: string, node: string, jobId: string | undefined): string {
  return text.replace('NODE', node).replace('JOB', jobId ?? 'ID');
}
