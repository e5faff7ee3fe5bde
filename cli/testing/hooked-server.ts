import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { startTestProgram } from './push-harness.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A server of ours that an operator stops and starts by a script, as `target.yaml` beside it says. */
export interface HookedServer {
  readonly folder: string;
  readonly superuser: RestClient;
  /** The file that describes it. */
  readonly target: string;
}

/**
 * Starts a server in a folder of its own, whose `server.sh stop` and `server.sh start` are the hooks of a target's file.
 * @param more words for `serve`
 */
export async function startHookedServer(
  context: TestContext,
  more: readonly string[] = [],
): Promise<HookedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => {
    end(join(folder, 'pid'));
    rmSync(folder, { recursive: true });
  });
  const words = [
    'serve',
    '--json',
    '--data',
    'data',
    '--heartbeat-interval',
    '100',
    '--rehab-interval',
    '250',
    ...more,
  ];
  const first = startTestProgram(
    context,
    [...words, '--port', '0', '--heartbeat-port', '0', '--command-port', '0'],
    { folder },
  );
  const ready = await first.event('ready');
  const portOf = (name: string): string => new URL(String(ready[name])).port;
  const ports = [
    '--port',
    portOf('url'),
    '--heartbeat-port',
    portOf('heartbeat'),
    '--command-port',
    portOf('command'),
  ];
  const command = [process.execPath, '--import', import.meta.resolve('tsx'), MAIN, ...words, ...ports];
  writeFileSync(join(folder, 'pid'), String(ready.pid));
  writeFileSync(join(folder, 'server.sh'), script(command));
  writeFileSync(
    join(folder, 'target.yaml'),
    `name: hooked
dialect: auto
server: ${String(ready.url)}
organisation: dev
roles:
  admin: { user: admin, key: data/keys/admin.pem }
  superuser: { user: pivotal, key: data/keys/pivotal.pem }
hooks: { stop: sh server.sh stop, start: sh server.sh start }
`,
  );
  const privateKey = readFileSync(join(folder, 'data', 'keys', 'pivotal.pem'), 'utf8');
  const superuser = new RestClient({ serverUrl: String(ready.url), org: 'dev', user: 'pivotal', privateKey });
  context.after(() => superuser.close());
  return { folder, superuser, target: 'target.yaml' };
}

/** Ends the server whose number this file has, where there is one. */
function end(pidFile: string): void {
  const pid = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim() : '';
  if (pid !== '' && existsSync(`/proc/${pid}`)) process.kill(Number(pid), 'SIGKILL');
}

/** A file in the server's folder that is there while the server is down. */
const DOWN = 'down';

/** Resolves when a hook has stopped the server. */
export async function untilDown(folder: string): Promise<void> {
  for await (const { filename } of watch(folder)) if (filename === DOWN) return;
}

/** One that has ended and that nobody has waited for still has its number, as a zombie. */
const IS_ALIVE = 'ps -o stat= -p "$(cat pid)" | grep -qv "^Z"';

function script(command: readonly string[]): string {
  return `case "$1" in
stop)
  kill "$(cat pid)"
  while ${IS_ALIVE}; do sleep 0.02; done
  touch '${DOWN}' ;;
start)
  rm -f '${DOWN}'
  '${command.join("' '")}' >> log 2>&1 &
  echo $! > pid ;;
esac
`;
}
