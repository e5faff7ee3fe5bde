import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCommand } from './program/command.ts';

export const demo = defineCommand({
  description: `Starts a server on free ports in a temporary folder and 25 virtual nodes that run real commands, and runs
a job on them: a script that travels with the job, an environment, captured output, a quorum of all. Shows how the
job goes on, then what each node wrote and where the time went. Leaves nothing behind. The script only prints and
sleeps.`,
  options: {},
  examples: [{ about: 'see it work', line: 'demo' }],
  endsInOrder: true,
  async run(surroundings) {
    const { runDemo } = await import('./demo/run-demo.ts');
    const folder = mkdtempSync(join(tmpdir(), 'push-harness-demo-'));
    try {
      return await runDemo(surroundings, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
