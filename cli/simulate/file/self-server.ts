import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import type { SelfSettings } from '../../../simulator/fleet-file/fleet-file.ts';
import { CheckFailed } from '../../program/errors.ts';
import { ErrorLines } from './error-lines.ts';
import { rssMb } from './memory.ts';

/** A server as a process of its own, with its data in a folder that goes with it. */
export interface SelfServer {
  readonly url: string;
  readonly org: string;
  readonly user: string;
  /** PEM. */
  readonly privateKey: string;
  /** Of its present process. */
  pid(): number | undefined;
  rssMb(): number | undefined;
  /** Errors that its processes have logged. */
  errors(): number;
  /** Ends it and starts it again on the same ports, with the same data. */
  restart(downMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** What `serve --json` says first. */
interface Ready {
  readonly url: string;
  readonly heartbeat: string;
  readonly command: string;
  readonly org: string;
  readonly user: string;
  readonly key: string;
}

/** Longer than a server takes to end all its work. */
const STOP_WITHIN_MS = 20_000;

/** `main.ts` beside the source, `main.js` beside what was built of it. */
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const MAIN = fileURLToPath(new URL(`../../main.${EXTENSION}`, import.meta.url));

/** Starts it on free ports. @throws CheckFailed where it does not come up */
export async function startSelfServer(settings: SelfSettings, clock: Clock): Promise<SelfServer> {
  const data = mkdtempSync(join(tmpdir(), 'push-harness-fleet-'));
  const removeData = () => rmSync(data, { recursive: true, force: true });
  const base = ['serve', '--json', '--data', data, ...flagsOf(settings)];
  const errors = new ErrorLines();
  let child: ChildProcess | undefined;
  // whatever ends us: our own child and its data do not stay
  const leaveNothing = () => {
    child?.kill('SIGKILL');
    removeData();
  };
  const start = async (ports: readonly string[]): Promise<Ready> => {
    child = spawn(process.execPath, [...process.execArgv, MAIN, ...base, ...ports], {
      // the channel is there to be closed: a server whose fleet was killed would stay
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: withoutOurs(process.env),
      // a Ctrl-C on the terminal is for us: the server ends after its nodes
      detached: true,
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.add(text));
    return untilReady(child);
  };
  process.once('exit', leaveNothing);
  const stop = async () => {
    if (child !== undefined) await ended(child, clock);
    child = undefined;
  };
  try {
    const ready = await start(['--port', '0', '--heartbeat-port', '0', '--command-port', '0']);
    const ports = [
      ...['--port', portOf(ready.url)],
      ...['--heartbeat-port', portOf(ready.heartbeat)],
      ...['--command-port', portOf(ready.command)],
    ];
    return {
      url: ready.url,
      org: ready.org,
      user: ready.user,
      privateKey: readFileSync(ready.key, 'utf8'),
      pid: () => child?.pid,
      rssMb: () => (child?.pid === undefined ? undefined : rssMb(child.pid)),
      errors: () => errors.count,
      restart: async (downMs) => {
        await stop();
        await pause(clock, downMs);
        await start(ports);
      },
      stop: async () => {
        await stop();
        process.off('exit', leaveNothing);
        removeData();
      },
    };
  } catch (error) {
    leaveNothing();
    process.off('exit', leaveNothing);
    throw error;
  }
}

function flagsOf(settings: SelfSettings): readonly string[] {
  const { heartbeatIntervalMs, votingTimeoutMs, rehabIntervalMs, dialect } = settings;
  const flag = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [`--${name}`, String(value)];
  return [
    ...flag('heartbeat-interval', heartbeatIntervalMs),
    ...flag('voting-timeout', votingTimeoutMs === undefined ? undefined : votingTimeoutMs / 1_000),
    ...flag('rehab-interval', rehabIntervalMs),
    ...flag('dialect', dialect),
  ];
}

/** What is set for our own command is not meant for the server. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PUSH_HARNESS_')));
}

function untilReady(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // the last words are the reason; a server that runs for days says more than anyone wants
      stderr = `${stderr}${text}`.slice(-2_000);
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const [line] = stdout.split('\n');
      if (stdout.includes('\n') && line !== undefined) resolve(JSON.parse(line) as Ready);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new CheckFailed(`The server of the fleet ended with ${code}: ${stderr.trim()}`));
    });
  });
}

/** Asks it to end, and makes it where it does not. */
function ended(child: ChildProcess, clock: Clock): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = clock.after(STOP_WITHIN_MS, () => child.kill('SIGKILL'));
    child.once('close', () => {
      timer.cancel();
      resolve();
    });
    child.kill('SIGTERM');
  });
}

function portOf(address: string): string {
  return new URL(address).port;
}
