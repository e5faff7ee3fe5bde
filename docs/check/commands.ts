import { fileURLToPath } from 'node:url';
import { COMMANDS } from '../../cli/commands.ts';
import type { CommandList } from '../../cli/program/command-list.ts';
import { EXIT } from '../../cli/program/exit-codes.ts';
import { runProgram } from '../../cli/program/program.ts';
import { recordedScreen } from '../../cli/testing/recorded-screen.ts';

/** How `push-harness` is called, in the words of pages. */
const CALLS: readonly (readonly string[])[] = [
  ['npx', 'push-harness'],
  ['npx', 'tsx', 'cli/main.ts'],
  ['push-harness'],
];

/** Every command of ours, which reads its words and then does nothing. */
const IDLE: CommandList = {
  ...COMMANDS,
  commands: COMMANDS.commands.map((listed) => ({
    ...listed,
    load: async () => ({ ...(await listed.load()), run: async () => EXIT.done }),
  })),
};

/** A folder without a configuration file. */
const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Words of a shell that end a command; unquoted, as the next. */
const ENDS: readonly string[] = ['&&', '||', ';', '|', '&'];

/** The commands of a shell script, as words without quotes, variables before them, comments and redirections. */
export function commandsIn(script: string): readonly (readonly string[])[] {
  return script
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap(commandsOfLine);
}

function commandsOfLine(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let isRedirected = false;
  for (const [word] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (word.startsWith('#')) break;
    if (ENDS.includes(word)) commands.push([]);
    else if (!isRedirected && !/^\d?[<>]/.test(word)) commands.at(-1)?.push(word.replaceAll(/['"]/g, ''));
    isRedirected = /^\d?(?:<|>>?)$/.test(word);
  }
  return commands
    .map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
    .filter((words) => words.length > 0);
}

/** What the command line says against a command of ours. Undefined where it takes it, and for a command of others. */
export async function faultOfCommand(words: readonly string[]): Promise<string | undefined> {
  const call = CALLS.find((one) => one.every((word, index) => words[index] === word));
  if (call === undefined) return undefined;
  const stderr = recordedScreen();
  const host = {
    stdout: recordedScreen(),
    stderr,
    env: {},
    folder: HERE,
    signal: new AbortController().signal,
  };
  const code = await runProgram(words.slice(call.length), IDLE, host);
  return code === EXIT.done ? undefined : stderr.text.trimEnd();
}
