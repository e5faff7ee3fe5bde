import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { output } from '../../protocol/client/api.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

type Channel = 'stdout' | 'stderr';

/** `\n`, `\t`, `\0`, `\x1b` … as in a JavaScript string, so that a table can hold any byte. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(?:x([0-9a-f]{2})|([nrt0\\]))/g, (_, hex: string | undefined, letter: string) =>
    hex === undefined
      ? ({ n: '\n', r: '\r', t: '\t', '0': '\0', '\\': '\\' }[letter] ?? '')
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

Then(
  /^the (stdout|stderr) of ([\w-]+) is "(.*)"$/s,
  async function (this: ScenarioWorld, channel: Channel, label: string, text: string) {
    const bytes = await output(this.admin, this.job.id, this.nodes.nameOf(label), channel);
    assert.ok(bytes !== undefined, `no ${channel} of ${label} was stored`);
    const wanted = Buffer.from(unescaped(this.fill(text)), 'utf8');
    assert.ok(
      bytes.equals(wanted),
      `${channel} of ${label}: wanted ${wanted.toString('hex')}, seen ${bytes.toString('hex')}`,
    );
  },
);

Then(
  /^there is no (stdout|stderr) of ([\w-]+)$/,
  async function (this: ScenarioWorld, channel: Channel, label: string) {
    assert.equal(await output(this.admin, this.job.id, this.nodes.nameOf(label), channel), undefined);
  },
);
