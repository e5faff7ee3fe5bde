import type { Mutant } from './mutant.ts';

function edit(
  name: string,
  summary: string,
  about: readonly string[],
  file: string,
  find: string,
  replace: string,
): Mutant {
  return { name: `limit.${name}`, summary, about, edits: [{ file, find, replace }] };
}

const ERRORS = 'server/http/errors.ts';
const TRANSITION = 'server/job/transition.ts';
const JOB_BODY = 'server/quirks/job-body.ts';
const REQUEST = 'server/http/job-request.ts';
const SCHEMA = 'server/http/schemas/job-request.ts';
const BODIES = ['requests', 'jobs'];
const TIMES = ['timeouts', 'jobs', 'quorum', 'feeds'];

/** Each limit, and what is fixed about jobs, output and times. Source: protocol §1, §2, §4 and §6. */
export const LIMIT_MUTANTS: readonly Mutant[] = [
  edit('body.more', 'accepts bodies of two million bytes', BODIES, ERRORS, '1_000_000', '2_000_000'),
  edit('body.less', 'accepts bodies of half a million bytes only', BODIES, ERRORS, '1_000_000', '500_000'),
  edit('file.more', 'accepts files of 200,000 bytes', BODIES, ERRORS, '100_000', '200_000'),
  edit('file.less', 'accepts files of 50,000 bytes only', BODIES, ERRORS, '100_000', '50_000'),
  edit(
    'output.cut',
    'cuts output at 60,000 bytes',
    ['output', 'nodes'],
    TRANSITION,
    "effects.push({ type: 'storeOutput', node, stdout, stderr });",
    "effects.push({ type: 'storeOutput', node, stdout: stdout.slice(0, 60_000), stderr });",
  ),
  edit(
    'output.lost',
    'keeps no output',
    ['output'],
    TRANSITION,
    "effects.push({ type: 'storeOutput', node, stdout, stderr });",
    '',
  ),
  edit(
    'output.swapped',
    'keeps stdout as stderr',
    ['output'],
    TRANSITION,
    "effects.push({ type: 'storeOutput', node, stdout, stderr });",
    "effects.push({ type: 'storeOutput', node, stdout: stderr, stderr: stdout });",
  ),
  edit(
    'output.one-channel',
    'keeps one channel without the other',
    ['output'],
    TRANSITION,
    'if (stdout !== undefined && stderr !== undefined) {',
    "if (stdout !== undefined || stderr !== undefined) {\n    stdout ??= '';\n    stderr ??= '';",
  ),
  edit(
    'output.only-captured',
    'keeps output only where it was asked for',
    ['output'],
    TRANSITION,
    'if (stdout !== undefined && stderr !== undefined) {',
    'if (stdout !== undefined && stderr !== undefined && job.request.captureOutput) {',
  ),
  edit(
    'output.type',
    'declares output as text/plain',
    ['output', 'requests'],
    'server/http/job-output.ts',
    "reply.header('content-type', BYTES)",
    "reply.header('content-type', 'text/plain')",
  ),
  edit(
    'quorum.one',
    'runs a job as soon as one node is ready, whatever its quorum is',
    ['quorum', 'jobs', 'feeds'],
    TRANSITION,
    'counts.ready >= request.quorum',
    'counts.ready >= Math.min(request.quorum, 1)',
  ),
  edit(
    'quorum.more',
    'wants one more than the quorum',
    ['quorum', 'jobs'],
    TRANSITION,
    'counts.ready >= request.quorum',
    'counts.ready > request.quorum',
  ),
  edit(
    'quorum.early',
    'ends the vote when the quorum is met',
    ['quorum', 'jobs', 'feeds'],
    TRANSITION,
    "if (status === 'voting' && counts.new === 0) {",
    "if (status === 'voting' && (counts.new === 0 || (counts.ready > 0 && counts.ready >= request.quorum))) {",
  ),
  edit(
    'quorum.default',
    'takes one node for the quorum where none is given',
    ['quorum', 'jobs', 'feeds'],
    REQUEST,
    'body.quorum ?? body.nodes.length',
    'body.quorum ?? 1',
  ),
  edit(
    'run_timeout.default',
    'gives a job one minute where no run_timeout is given',
    ['jobs', 'timeouts', 'feeds'],
    SCHEMA,
    'default: 3_600',
    'default: 60',
  ),
  edit(
    'voting.never',
    'never ends a vote by time',
    TIMES,
    TRANSITION,
    "{ type: 'startTimer', timer: 'voting', ms: job.votingTimeoutMs },",
    '',
  ),
  edit(
    'run.never',
    'never ends a run by time',
    TIMES,
    TRANSITION,
    "effects.push({ type: 'startTimer', timer: 'run', ms });",
    '',
  ),
  edit(
    'run.from-voting',
    'ends a run at once',
    TIMES,
    TRANSITION,
    "{ type: 'startTimer', timer: 'run', ms }",
    "{ type: 'startTimer', timer: 'run', ms: 1 }",
  ),
  edit(
    'rehab.ordered',
    'says that it sends nodes to rehab, and does not',
    ['nodes', 'jobs', 'quorum'],
    'server/job/effects.ts',
    'nodes.rehab(org, node);',
    ';',
  ),
  edit(
    'memory.at-once',
    'forgets the feed of a job as soon as it ends',
    ['feeds', 'jobs', 'requests'],
    'server/job/effects.ts',
    'clock.after(waitCompleteMs, () => this.#leaveMemory())',
    'clock.after(0, () => this.#leaveMemory())',
  ),
  edit(
    'memory.for-ever',
    'keeps the feed of a job for ever',
    ['feeds', 'jobs', 'requests'],
    'server/job/effects.ts',
    'clock.after(waitCompleteMs, () => this.#leaveMemory())',
    'clock.after(1_000_000_000, () => this.#leaveMemory())',
  ),
  edit(
    'duplicate-nodes',
    'accepts a node that is named twice',
    BODIES,
    JOB_BODY,
    "...(quirks.has('twice-named-500') ? [] : [nodesOnce]),",
    '',
  ),
  edit(
    'duplicate-env',
    'accepts a variable that is given twice',
    BODIES,
    JOB_BODY,
    '      variablesOnce,\n',
    '',
  ),
  edit('file-unchecked', 'accepts any file', BODIES, JOB_BODY, '      file,\n    ],', '    ],'),
  edit('unknown-keys', 'accepts unknown keys', BODIES, JOB_BODY, '      knownKeys,\n', ''),
  edit('no-nodes', 'accepts a job without nodes', BODIES, SCHEMA, 'minItems: 1,', ''),
  edit(
    'no-command',
    'accepts a job without a command',
    BODIES,
    SCHEMA,
    "required: ['command', 'nodes']",
    "required: ['nodes']",
  ),
];
