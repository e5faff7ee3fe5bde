import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { PROJECT_ROOT, readPage } from './page.ts';

/** What somebody gives to the action by `with:`. */
export type Inputs = Readonly<Record<string, string>>;

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly env?: Inputs;
  readonly run: string;
}

/** `action.yml`, as far as it is used here. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const ACTION: Action = parse(readPage('action.yml'));

/** How GitHub's runner starts `shell: bash`. */
const BASH = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c'];

/**
 * Runs the script of a step of the action as GitHub's runner does, and gives what it printed.
 * @param name how the step's name begins
 * @param env what the runner says of itself, such as GITHUB_PATH
 * @throws what execFile throws, where it ends with another code than 0
 */
export async function runStep(
  name: string,
  inputs: Inputs,
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const step = ACTION.runs.steps.find((each) => each.name.startsWith(name));
  if (step === undefined) throw new Error(`action.yml has no step "${name}"`);
  const own = Object.entries(step.env ?? {}).map(([variable, value]) => [variable, filledIn(value, inputs)]);
  const { stdout } = await promisify(execFile)('bash', [...BASH, step.run], {
    cwd: folder,
    env: { PATH: process.env.PATH, GITHUB_ACTION_PATH: PROJECT_ROOT, ...env, ...Object.fromEntries(own) },
  });
  return stdout;
}

/** Inputs are all that the action's expressions name. @throws for another */
function filledIn(text: string, inputs: Inputs): string {
  return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (expression, inner: string) => {
    const [, name = ''] = /^inputs\.([\w-]+)$/.exec(inner) ?? [];
    const value = inputs[name] ?? ACTION.inputs[name]?.default;
    if (value === undefined) throw new Error(`action.yml has no input for ${expression}`);
    return value;
  });
}
