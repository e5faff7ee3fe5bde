import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** What a command line left. */
export interface CommandLineResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const IS_SOURCE = import.meta.url.endsWith('.ts');
const MAIN = fileURLToPath(new URL(`../../cli/main.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url));

/** A shell in a folder of its own, where `push-harness` is a command that asks the scenario's server as its admin. */
export class CommandLine {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #patienceMs: number;

  private constructor(folder: string, env: NodeJS.ProcessEnv, patienceMs: number) {
    this.#folder = folder;
    this.#env = env;
    this.#patienceMs = patienceMs;
  }

  static async open({ scope, target, patienceMs }: ScenarioWorld): Promise<CommandLine> {
    const folder = await mkdtemp(join(tmpdir(), 'push-harness-typed-'));
    // nodes run commands here as other users
    await chmod(folder, 0o755);
    const key = join(folder, 'admin.pem');
    await writeFile(key, scope.admin.privateKey, { mode: 0o600 });
    const run = [process.execPath, ...(IS_SOURCE ? ['--import', import.meta.resolve('tsx')] : []), MAIN];
    const script = `#!/bin/sh\nexec ${run.map((word) => `'${word}'`).join(' ')} "$@"\n`;
    await writeFile(join(folder, 'push-harness'), script, { mode: 0o755 });
    // what this process is run with is no matter of whoever types
    const isOwn = (name: string): boolean => name.startsWith('PUSH_HARNESS_') || name === 'NODE_OPTIONS';
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOwn(name))),
      PATH: [folder, process.env.PATH].join(delimiter),
      PUSH_HARNESS_SERVER: target.url,
      PUSH_HARNESS_ORG: scope.org,
      PUSH_HARNESS_USER: scope.admin.name,
      PUSH_HARNESS_KEY: key,
    };
    return new CommandLine(folder, env, patienceMs);
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, name), text);
  }

  /** Runs what is typed to its end. @throws where it takes too long */
  type(line: string): Promise<CommandLineResult> {
    const options = { cwd: this.#folder, env: this.#env, timeout: this.#patienceMs };
    return new Promise((resolve, reject) => {
      execFile('/bin/sh', ['-c', line], options, (error, stdout, stderr) => {
        if (error === null) resolve({ code: 0, stdout, stderr });
        else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
        else reject(new Error(`${line}\n${stdout}${stderr}`, { cause: error }));
      });
    });
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}
