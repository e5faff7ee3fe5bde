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
  },
  knownFailures: [
    { id: 'QUORUM-003', reason: 'events come out of order, ticket 4711', expires: '2027-01-31' },
    { id: 'QUORUM-004', reason: 'it takes any number, ticket 4712' },
    { id: 'FEEDS-004', reason: 'overloaded since the move', expires: '2026-11-01' },
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
  environment: { node: 'v20.19.0', platform: 'linux x64', cpus: 2, memoryMb: 8_192 },
  interrupted: false,
};

export const SAMPLE_RESULTS: ConformanceResults = modelOf(SAMPLE_MESSAGES, SAMPLE_FACTS);
