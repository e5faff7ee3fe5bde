import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs the features in `recording/` and keeps their messages in `messages.ndjson`, without those that no report reads
 * and without the paths of this machine: `npx tsx reports/generators/conformance/testing/record.ts`.
 */
const HERE = fileURLToPath(new URL('.', import.meta.url));
const UNREAD = ['source', 'stepDefinition', 'parameterType', 'suggestion'];

const folder = mkdtempSync(join(tmpdir(), 'recording-'));
try {
  const recorded = join(folder, 'messages.ndjson');
  const config = 'reports/generators/conformance/testing/recording/cucumber.json';
  spawnSync('npx', ['cucumber-js', '--config', config, '--format', `message:${recorded}`], {
    env: { ...process.env, NODE_OPTIONS: '--import tsx' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kept = readFileSync(recorded, 'utf8')
    .replaceAll(process.cwd(), '/harness')
    .split('\n')
    .filter((line) => line !== '' && !UNREAD.some((kind) => line.startsWith(`{"${kind}"`)));
  writeFileSync(join(HERE, 'messages.ndjson'), `${kept.join('\n')}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
