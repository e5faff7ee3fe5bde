import { COMMANDS } from '../../cli/commands.ts';
import { flagOf } from '../../cli/options/option-table.ts';

/** How `push-harness` is called, in the words of pages. */
const CALLS: readonly (readonly string[])[] = [
  ['npx', 'push-harness'],
  ['npx', 'tsx', 'cli/main.ts'],
  ['push-harness'],
];

/** Every command has these. */
const COMMON: readonly string[] = ['--json', '--config', '--help', '--version'];

/** The commands of a shell script, as words: comments, redirections and what starts in the background taken apart. */
export function commandsIn(script: string): readonly (readonly string[])[] {
  const lines = script.replaceAll(/\\\n\s*/g, ' ').split('\n');
  return lines
    .map((line) => line.replace(/(^|\s)#(?=\s).*$/, ''))
    .flatMap((line) => line.split(/\s(?:&&|\|\||;|\||&)(?:\s|$)/))
    .map(wordsOf)
    .map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
    .filter((words) => words.length > 0);
}

function wordsOf(command: string): readonly string[] {
  return Array.from(
    command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}

/** What is wrong with a command of ours: a word or a flag that it does not have. Undefined for a command of others. */
export async function faultOfCommand(words: readonly string[]): Promise<string | undefined> {
  const call = CALLS.find((one) => one.every((word, index) => words[index] === word));
  if (call === undefined) return undefined;
  const rest = words.slice(call.length);
  const listed = COMMANDS.commands.find(({ words: name }) =>
    name.split(' ').every((word, index) => rest[index] === word),
  );
  if (listed === undefined)
    return rest[0]?.startsWith('--') ? undefined : `there is no command ${rest.join(' ')}`;
  const { options } = await listed.load();
  const known = [
    ...COMMON,
    ...Object.keys(options).map(flagOf),
    ...Object.values(options).flatMap(({ short }) => (short === undefined ? [] : [`-${short}`])),
  ];
  const unknown = rest
    .map((word) => word.split('=')[0] ?? '')
    .filter((word) => /^--?[a-z]/.test(word) && !known.includes(word));
  return unknown.length === 0 ? undefined : `${listed.words} has no ${unknown.join(', ')}`;
}
