import type { NewJob } from '../../protocol/client/api.ts';

/** What each node runs. */
const SCRIPT = `#!/bin/bash
echo "Hello, I am $CHEF_PUSH_NODE_NAME and I like $FOO"
sleep 0.$((RANDOM % 10))
`;

/** The job that the documents of Push Jobs show: a file, an environment, captured output. Source: seeds, API, jobs. */
export function demoJob(nodes: readonly string[]): NewJob {
  return {
    command: 'bash $CHEF_PUSH_JOB_FILE',
    nodes,
    runTimeoutSeconds: 300,
    quorum: nodes.length,
    env: { FOO: 'bears' },
    file: `raw:${SCRIPT}`,
    captureOutput: true,
  };
}
