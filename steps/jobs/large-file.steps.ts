import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** The files of jobs that scenarios have started, with their prefixes. */
const files = new WeakMap<ScenarioWorld, string>();

/** Every byte in base64; in raw text letters of two bytes, which are bytes and not letters when they are counted. */
const CONTENTS: Readonly<Record<string, (bytes: number) => string>> = {
  raw: (bytes) => 'ü'.repeat(bytes / 2),
  base64: (bytes) => Buffer.from(Array.from({ length: bytes }, (_, index) => index % 256)).toString('base64'),
};

When(
  'a job with a {word} file of {int} bytes is started on them',
  async function (this: ScenarioWorld, encoding: string, bytes: number) {
    const file = `${encoding}:${CONTENTS[encoding]?.(bytes) ?? ''}`;
    files.set(this, file);
    await this.startJob({ command: 'true', nodes: this.nodes.names, file });
  },
);

Then(
  '{nodes} were given the file of the job',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    const file = files.get(this);
    for (const label of labels) {
      await this.nodes.waits.told(label, 'commit', this.job.id);
      const given = this.nodes
        .node(label)
        .journal.entries.flatMap((entry) =>
          entry.what === 'received' && entry.message.type === 'commit' ? (entry.message.file ?? '') : [],
        );
      assert.ok(
        given.includes(file ?? ''),
        `${label} was given files of ${given.map(({ length }) => length)} characters`,
      );
    }
  },
);
