import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { FencedFile } from './fenced-files.ts';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
const PACKAGE = 'push-jobs-harness';

/** What a copy of the project is built without, by paths from its root. */
const NOT_COPIED: readonly string[] = [
  'node_modules',
  'dist',
  'coverage',
  'reports/output',
  '.git',
  '.push-harness',
];

/** What a program has written. */
export type ConsumerOutput = Readonly<Record<'stdout' | 'stderr', string>>;

/** A project of somebody who has installed the package. */
export interface Consumer {
  readonly folder: string;
  write(file: FencedFile): Promise<void>;
  /** Runs a program of `node_modules/.bin`, or `node`. */
  run(program: string, ...args: readonly string[]): Promise<ConsumerOutput>;
  remove(): Promise<void>;
}

/** Puts the package where it is installed. @param folder for what is made on the way */
type Installs = (place: string, folder: string) => Promise<void>;

/** Builds and packs the project as `npm publish` would, and installs the package beside what it depends on. */
export function newConsumer(): Promise<Consumer> {
  return consumerWith(async (place, folder) => install(await pack(folder), place));
}

/** The same with the sources as they are here in the place of a package: nothing is built, and tsx reads TypeScript. */
export function newConsumerOfSources(): Promise<Consumer> {
  return consumerWith(linkSources, { NODE_OPTIONS: `--import ${import.meta.resolve('tsx')}` });
}

async function consumerWith(installs: Installs, env: NodeJS.ProcessEnv = {}): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-consumer-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true });
  try {
    const consumer = join(folder, 'consumer');
    await installDependencies(consumer);
    await installs(join(consumer, 'node_modules', PACKAGE), folder);
    const description = { name: 'consumer', private: true, type: 'module' };
    await writeFile(join(consumer, 'package.json'), JSON.stringify(description));
    return { ...consumerIn(consumer, env), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function consumerIn(folder: string, env: NodeJS.ProcessEnv): Omit<Consumer, 'remove'> {
  return {
    folder,
    async write({ name, text }) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    },
    run(program, ...args) {
      const path = program === 'node' ? process.execPath : join(ROOT, 'node_modules/.bin', program);
      return run(path, args, folder, env);
    },
  };
}

async function linkSources(place: string): Promise<void> {
  await mkdir(place, { recursive: true });
  const description = { name: PACKAGE, type: 'module', exports: './index.js' };
  await writeFile(join(place, 'package.json'), JSON.stringify(description));
  const library = pathToFileURL(join(ROOT, 'library/index.ts')).href;
  await writeFile(join(place, 'index.js'), `export * from '${library}';\n`);
}

/** Gives the path of the tarball. */
async function pack(folder: string): Promise<string> {
  const project = join(folder, 'project');
  const isCopied = (path: string): boolean => !NOT_COPIED.includes(relative(ROOT, path));
  await cp(ROOT, project, { recursive: true, filter: isCopied });
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  await run('npm', ['pack', '--pack-destination', folder], project);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack has made no package');
  return join(folder, tarball);
}

async function install(tarball: string, place: string): Promise<void> {
  await mkdir(place, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components', '1'], place);
}

/** The dependencies are those that are installed here: installing them anew compiles SQLite for minutes. */
async function installDependencies(consumer: string): Promise<void> {
  const [from, to] = [join(ROOT, 'node_modules'), join(consumer, 'node_modules')];
  await mkdir(to, { recursive: true });
  const names = (await readdir(from)).filter((name) => !name.startsWith('.') && name !== PACKAGE);
  await Promise.all(names.map((name) => symlink(join(from, name), join(to, name))));
}

/** Runs a program to its end. @throws Error with all that it wrote, where its exit code is not 0 */
async function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<ConsumerOutput> {
  try {
    return await promisify(execFile)(program, args, { cwd, env: { ...ownEnvironment(), ...env } });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as Partial<ConsumerOutput>;
    throw new Error(`${program} ${args.join(' ')} failed: ${stdout}${stderr}`, { cause: error });
  }
}

/** Nothing of what the test runner or npm say to the programs that they start. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const isForeign = (name: string): boolean =>
    /^(npm_|NODE_TEST|NODE_OPTIONS|NODE_V8|VITEST|CUCUMBER|PUSH_HARNESS)/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
}
