import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { runInTerminal, type TerminalRunOptions } from '../../testing/pseudo-terminal.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

/** Goes on until somebody ends it, and what becomes of its jobs on a busy machine crosses nothing. */
const ENDLESS = `apiVersion: push-harness/v1
kind: Fleet
name: tiny
target: { self: { heartbeat_interval: 200ms } }
groups: [{ name: web, count: 2 }, { name: db, count: 1 }]
jobs: [{ name: converge, command: x, back_to_back: true, pause: 50ms }]
duration: 1h
waive: [nodes_available, jobs_failed]
thresholds: [jobs_planned >= 0]
`;
const SHORT = ENDLESS.replace('duration: 1h', 'duration: 1s').replace('pause: 50ms', 'times: 1');

const ESCAPE = '\u001b';
/** What shows or hides the cursor, and takes or gives back the other screen. */
const MARKS = new RegExp(`${ESCAPE}\\[\\?(?:25|1049)[hl]`, 'g');
const COLOUR = new RegExp(`${ESCAPE}\\[\\d+m`);

function run(context: TestContext, fleet: string, options: Partial<TerminalRunOptions> = {}) {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'tiny.yaml'), fleet);
  const words = ['simulate', '--fleet', 'tiny.yaml', '--seed', '7', '--out', 'report', '--workers', '1'];
  return runInTerminal(context, words, { folder, columns: 80, rows: 24, ...options });
}

type Run = ReturnType<typeof run>;

function hasOnline(fleet: Run): boolean {
  return fleet.rows().some((row) => row.endsWith(' 3 of 3 nodes online'));
}

/** The terminal as whoever sits there found it: the cursor is shown, and no other screen. */
function assertGivenBack(fleet: Run): void {
  assert.deepEqual((fleet.written.match(MARKS) ?? []).slice(-2), ['\u001b[?25h', '\u001b[?1049l']);
  assert.equal(fleet.isFullScreen(), false);
}

test('a fleet fills the window, follows its size, and Ctrl-Z and Ctrl-C give the terminal back', async (context) => {
  const fleet = run(context, ENDLESS, { env: { NO_COLOR: '1' } });
  await fleet.until('all nodes are online', () => hasOnline(fleet));
  assert.equal(fleet.isFullScreen(), true);
  assert.match(fleet.rows()[0] ?? '', /^tiny {2}\d+s/);
  fleet.resize(40, 10);
  await fleet.until(
    'the view is as small as the window',
    () =>
      fleet.rows().every((row) => row.length <= 40) &&
      fleet.rows()[2] === 'nodes      group nodes available  busy …',
  );
  fleet.resize(200, 50);
  await fleet.until('there are two columns', () =>
    fleet.rows().some((row) => /^nodes .{90,} thresholds /.test(row)),
  );
  assert.doesNotMatch(fleet.written, COLOUR, 'NO_COLOR is set');
  fleet.signal('SIGTSTP');
  await fleet.stopped();
  await fleet.until('the terminal is given back', () => !fleet.isFullScreen());
  assertGivenBack(fleet);
  fleet.signal('SIGCONT');
  await fleet.until('the view is back', () => fleet.isFullScreen() && hasOnline(fleet));
  fleet.type('\u0003');
  assert.equal(await fleet.ended, 130);
  assertGivenBack(fleet);
  const after = fleet.rows().join('\n');
  assert.match(after, /^Fleet tiny: 3 nodes \(seed 7\); Ctrl-C ends it in order\.$/m);
  assert.match(after, /^Ending in order: /m);
  assert.match(after, /^kept +jobs_planned >= 0 /m);
});

test('a fleet that ends leaves its verdict, and what was said, on a terminal with colours', async (context) => {
  const fleet = run(context, SHORT);
  assert.equal(await fleet.ended, 0);
  assert.ok(fleet.written.includes(`${ESCAPE}[?1049h`), 'there was a view');
  assert.match(fleet.written, COLOUR);
  assertGivenBack(fleet);
  const after = fleet.rows().join('\n');
  assert.match(after, /^Fleet tiny: 3 nodes \(seed 7\); Ctrl-C ends it in order\.$/m);
  assert.match(after, /^Fleet tiny: .*The report is in /m);
});

test('a crash gives the terminal back before it says what happened', async (context) => {
  const crash = "process.on('SIGUSR2', () => { throw new Error('a bug of ours') })";
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` };
  const fleet = run(context, ENDLESS, { env });
  await fleet.until('all nodes are online', () => hasOnline(fleet));
  fleet.signal('SIGUSR2');
  assert.equal(await fleet.ended, 70);
  assertGivenBack(fleet);
  assert.match(fleet.rows().join('\n'), /a bug of ours/);
});

test('a terminal that is dumb gets plain lines', async (context) => {
  const fleet = run(context, SHORT, { env: { TERM: 'dumb' } });
  assert.equal(await fleet.ended, 0);
  assert.ok(!fleet.written.includes(ESCAPE), fleet.written);
  assert.match(fleet.written, /^\d+ s: of 3 nodes \d online/m);
});
