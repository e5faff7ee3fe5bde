import { readFileSync } from 'node:fs';
import { modelOf } from '../model-of.ts';
import { parseMessages } from '../parse-messages.ts';
import type { ConformanceResults } from '../results.ts';
import type { RunFacts } from '../run-facts.ts';

/** What was recorded of the features in `recording/`. */
export const SAMPLE_MESSAGES = parseMessages(
  readFileSync(new URL('messages.ndjson', import.meta.url), 'utf8'),
);

/** A run of them that meets every verdict. */
export const SAMPLE_FACTS: RunFacts = {
  tool: { name: 'push-jobs-harness', version: '1.2.3' },
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:00:42.500Z',
  commandLine: ['conform', '--target', 'my targets/shop.yaml', '--retry', '1', '--out', 'report'],
  target: {
    name: 'shop <staging>',
    dialect: 'documented',
    serverUrl: 'https://push.shop.example:10003',
    description: 'The push server of the shop, before its upgrade',
    capabilities: ['feeds', 'restart'],
    timings: { heartbeatIntervalMs: 100, votingTimeoutMs: 2_000 },
    acceptedQuirks: ['html-errors', 'reader-becomes-node', 'no-head'],
  },
  knownFailures: [
    { id: 'QUORUM-003', reason: 'events come out of order, ticket 4711', expires: '2027-01-31' },
    { id: 'QUORUM-004', reason: 'it takes any number, ticket 4712' },
    { id: 'FEEDS-004', reason: 'overloaded since the move', expires: '2026-11-01' },
    { id: 'FEEDS-005', reason: 'it logs what it does not like, ticket 4714' },
    { id: 'REQUESTS-005', reason: 'it answers otherwise, ticket 4715' },
    { id: 'REQUESTS-004', reason: 'errors are HTML, ticket 4713' },
    { id: 'OUTPUT-099', reason: 'an id that nothing has' },
  ],
  notRun: [
    {
      id: 'NODES-002',
      verdict: 'not applicable',
      reason: 'only the shipped server does this; the dialect is documented',
    },
    { id: 'NODES-006', verdict: 'not applicable', reason: 'the target offers no diagnosis' },
  ],
  sections: { 'jobs-post': 'jobs, POST', connect: 'connect/NODE_NAME', 'job-feed': 'job_status_feed/JOB_ID' },
  quirks: {
    'html-errors': {
      weight: 'costly',
      summary: 'Errors are HTML pages.',
      ours: 'Errors are JSON.',
      cost: 'A client that parses every error as JSON fails on the error instead of reporting it.',
      has: 'the shipped server (3.0.4)',
    },
    'reader-becomes-node': {
      weight: 'security',
      summary: 'A user who may read gets the session key of a node.',
      ours: 'The node alone gets it.',
      cost: 'Whoever may read can answer jobs in the name of any node.',
      has: 'the shipped server (3.0.4)',
    },
    'body-first': {
      weight: 'harmless',
      summary: 'The body is read before the signature.',
      ours: 'The signature is checked first.',
      cost: 'Whoever debugs a request sees the wrong error first.',
      has: 'the shipped server <3.0.4>',
    },
  },
  environment: { node: 'v20.19.0', platform: 'linux x64', cpus: 2, memoryMb: 8_192 },
  interrupted: false,
};

export const SAMPLE_CONFORMANCE_RESULTS: ConformanceResults = modelOf(SAMPLE_MESSAGES, SAMPLE_FACTS);
