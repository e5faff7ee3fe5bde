import assert from 'node:assert/strict';
import test from 'node:test';
import { fillCommand } from './placeholders.ts';
import { SHIPPED_TIMINGS } from './timings.ts';

const FILLINGS = {
  data: '/data',
  port: 1,
  heartbeatPort: 2,
  commandPort: 3,
  dialect: 'documented',
  timings: SHIPPED_TIMINGS,
} as const;

test('places, ports, dialect and times are filled in, each in its unit', () => {
  const command = [
    '{push-harness}',
    'serve',
    '--data={data}',
    '{port}{heartbeat-port}{command-port}',
    '{dialect}',
  ];
  const times = ['{voting-timeout.s}', '{rehab-interval.ms}', '{config-lifetime.s}', '{max-reader-buffer}'];
  assert.deepEqual(fillCommand([...command, ...times], FILLINGS, ['node', 'main.js']), [
    'node',
    'main.js',
    'serve',
    '--data=/data',
    '123',
    'documented',
    '60',
    '1000',
    '3600',
    '1048576',
  ]);
});

test('what is no placeholder stays as it is', () => {
  assert.deepEqual(fillCommand(['{other}', '{}', '{constructor}'], FILLINGS, []), [
    '{other}',
    '{}',
    '{constructor}',
  ]);
});
