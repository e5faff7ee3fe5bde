import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { CSV_HEADER, csvOut, csvRows } from './csv.ts';
import { allOf } from './metrics-out.ts';
import { prometheusOut } from './prometheus.ts';

const METRICS = {
  jobs_complete: 3,
  'jobs_complete{job=converge}': 2,
  'vote_seconds{group=slow,job=converge}.p99': 0.25,
  'vote_seconds.max': 0.5,
  'vote_seconds.p50': 0.125,
  'nodes_online.last': 9,
  'nodes_online.min': 7,
};

test('a moment is a row for each metric, with its labels in columns', () => {
  assert.deepEqual(csvRows('2026-01-02T03:04:05.000Z', 1.5, METRICS).split('\n'), [
    '2026-01-02T03:04:05.000Z,1.500,jobs_complete,,,,3',
    '2026-01-02T03:04:05.000Z,1.500,jobs_complete,,converge,,2',
    '2026-01-02T03:04:05.000Z,1.500,vote_seconds,slow,converge,p99,0.25',
    '2026-01-02T03:04:05.000Z,1.500,vote_seconds,,,max,0.5',
    '2026-01-02T03:04:05.000Z,1.500,vote_seconds,,,p50,0.125',
    '2026-01-02T03:04:05.000Z,1.500,nodes_online,,,last,9',
    '2026-01-02T03:04:05.000Z,1.500,nodes_online,,,min,7',
    '',
  ]);
});

test('a file has what was seen at each look, and one that cannot be written is told before anything runs', async (context) => {
  const folder = temporaryFolder(context);
  const remarks: string[] = [];
  const out = await csvOut(join(folder, 'm.csv'), (line) => remarks.push(line));
  out.looked(1, METRICS);
  out.looked(2, { jobs_complete: 4 });
  await out.close();
  const lines = readFileSync(join(folder, 'm.csv'), 'utf8').trimEnd().split('\n');
  assert.deepEqual([lines.length, lines[0], remarks], [9, CSV_HEADER, []]);
  await assert.rejects(
    csvOut(folder, () => undefined),
    {
      name: 'UsageError',
      message: /^Cannot write .* \(EISDIR\); give another file with --csv\.$/,
    },
  );
});

test('a full disk is told once, and ends the file', async () => {
  const remarks: string[] = [];
  const out = await csvOut('/dev/full', (line) => remarks.push(line));
  out.looked(1, METRICS);
  await out.close();
  assert.deepEqual(remarks, ['/dev/full could not be written any further (ENOSPC): it ends at 1 s.']);
});

test('Prometheus finds what was seen last, by group, job and quantile', async () => {
  const out = await prometheusOut(0);
  try {
    const nothing = await fetch(out.url);
    assert.equal(nothing.status, 200);
    allOf([out]).looked(1, METRICS);
    const answer = await fetch(out.url);
    assert.match(String(answer.headers.get('content-type')), /^text\/plain; version=0\.0\.4/);
    const samples = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(samples, [
      'push_harness_fleet_jobs_complete 3',
      'push_harness_fleet_jobs_complete{job="converge"} 2',
      'push_harness_fleet_vote_seconds{group="slow",job="converge",quantile="0.99"} 0.25',
      'push_harness_fleet_vote_seconds{quantile="0.5"} 0.125',
      'push_harness_fleet_vote_seconds_max 0.5',
      'push_harness_fleet_nodes_online 9',
    ]);
    assert.equal((await fetch(out.url.replace('metrics', ''))).status, 404);
    const port = Number(new URL(out.url).port);
    await assert.rejects(prometheusOut(port), {
      name: 'UsageError',
      message: `Port ${port} cannot be had (EADDRINUSE); give another one with --prometheus.`,
    });
  } finally {
    await out.close();
  }
});
