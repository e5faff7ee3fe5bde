import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import type { Trial } from '../attack.ts';
import { runPushHarness } from '../processes/program.ts';

const WITHIN_MS = 60_000;
/** The port of nobody. */
const NOWHERE = ['--server', 'http://127.0.0.1:9', '--org', 'dev', '--user', 'admin'];
/** A key that is not whole is no key, and still a secret. */
const KEPT_OF_A_KEY = 1_000;

interface Attempt {
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The key where it should be, and where it lands by mistake. */
function attempts(pem: string, folder: string): readonly Attempt[] {
  const broken = pem.slice(0, KEPT_OF_A_KEY);
  writeFileSync(
    join(folder, 'target.yaml'),
    JSON.stringify({ server: 'http://127.0.0.1:9', roles: { admin: { user: 'a', key: pem } } }),
  );
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify({ key: broken, org: pem }));
  return [
    { words: ['job', 'list', ...NOWHERE, '--key', pem] },
    { words: ['job', 'list', ...NOWHERE, '--key', broken] },
    { words: ['job', 'list', ...NOWHERE, '--key', pem.replaceAll('\n', ' ')] },
    { words: ['job', 'list', ...NOWHERE], env: { PUSH_HARNESS_KEY: pem } },
    { words: ['job', 'list', ...NOWHERE], env: { PUSH_HARNESS_KEY: broken } },
    { words: ['job', 'list', '--server', pem] },
    { words: ['job', pem] },
    { words: ['job', 'list', `--${pem}`] },
    { words: ['job', 'start', 'true', 'web1', ...NOWHERE, '--file', pem] },
    { words: ['job', 'list', ...NOWHERE, '--config', 'config.yaml'] },
    { words: ['serve', '--chef-server', 'http://127.0.0.1:9', '--chef-server-key', broken] },
    { words: ['conform', '--target', 'target.yaml', '--dry-run'] },
    { words: ['conform', '--target', pem] },
    {
      words: ['node', 'run'],
      env: {
        PUSH_JOBS_SERVER_URL: 'http://127.0.0.1:9',
        PUSH_JOBS_ORG: 'dev',
        PUSH_JOBS_NODE_NAME: 'web1',
        PUSH_JOBS_KEY_FILE: pem,
      },
    },
  ];
}

export const printedKeys: Trial = {
  kind: 'trial',
  name: 'cli/printed-keys',
  about:
    'a private key is given to the command line where it belongs and where it does not, and its errors are read',
  async run(size) {
    const folder = newTempFolder();
    const pem = newKeyPair().privateKey;
    const secrets = pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
    const faults: string[] = [];
    try {
      const tries = attempts(pem, folder).slice(0, size === 'smoke' ? 1 : undefined);
      for (const { words, env = {} } of tries) {
        const { output } = await runPushHarness(words, { folder, env, withinMs: WITHIN_MS });
        const shown = secrets.filter((line) => output.includes(line)).length;
        const what = [...words, ...Object.keys(env)].map((word) =>
          word.includes('PRIVATE') ? '(the key)' : word,
        );
        if (shown > 0) faults.push(`${what.join(' ')} prints ${shown} lines of the key`);
      }
      return { figure: `${tries.length} commands`, faults };
    } finally {
      removeTempFolder(folder);
    }
  },
};
