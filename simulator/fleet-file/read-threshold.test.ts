import assert from 'node:assert/strict';
import test from 'node:test';
import { readFleet } from './read-fleet.ts';

const GROUPS = 'groups: [{ name: web, count: 3 }]\n';

function read(yaml: string) {
  const suggest = (word: string, known: readonly string[]) => known.find((each) => each[0] === word[0]);
  return readFleet(`apiVersion: push-harness/v1\nkind: Fleet\nname: f\n${yaml}`, { file: 'f.yaml', suggest });
}

test('a threshold names groups and jobs of the file, and may end the run', () => {
  const jobs = 'jobs: [{ name: converge, command: x, at: 0s }]\n';
  const { thresholds } = read(
    `${GROUPS}${jobs}thresholds:
  - { check: 'job_seconds{job=converge}.p95 < 10', abort_on_fail: true, after: 1m30s }
  - { check: 'nodes_available{group=web} == 3', abort_on_fail: true }
  - 'vote_seconds{group=web,job=converge}.p99 < 5'
`,
  );
  assert.deepEqual(
    thresholds.slice(2).map(({ text, endsRunAfterMs }) => [text, endsRunAfterMs]),
    [
      ['job_seconds{job=converge}.p95 < 10', 90_000],
      ['nodes_available{group=web} == 3', 0],
      ['vote_seconds{group=web,job=converge}.p99 < 5', undefined],
    ],
  );
  const refused = (threshold: string, message: RegExp) =>
    assert.throws(() => read(`${GROUPS}${jobs}thresholds: [${threshold}]\n`), {
      name: 'SettingsFileError',
      message,
    });
  refused(
    "'jobs_failed{job=convert} == 0'",
    /thresholds\[0\] is '.*': there is no job 'convert': did you mean converge\?$/,
  );
  refused("'runs_failed{group=x} == 0'", /there is no group 'x': there are web\.$/);
  refused(
    "{ check: '1 < 2', after: 3s }",
    /thresholds\[0\]\.after is of no use without abort_on_fail: true\.$/,
  );
  refused("{ check: 'jobs < 2' }", /thresholds\[0\]\.check is 'jobs < 2': did you mean/);
});
