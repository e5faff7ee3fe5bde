import { type Command as Commander, Option as CommanderOption } from 'commander';
import { COMMON_OPTIONS } from '../options/common.ts';
import { DEFAULT_CONFIG_FILE, readConfigFile } from '../options/config-file.ts';
import { flagOf, type Option, type OptionTable, variableOf } from '../options/option-table.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import { createOutput } from '../output/output.ts';
import { allSettings } from './all-settings.ts';
import type { Argument, CommandExample } from './command.ts';
import type { CommandList, ListedCommand } from './command-list.ts';
import { interruptedBy, UsageError } from './errors.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Host } from './host.ts';
import { aborted } from './signals.ts';

/** Loads a command and gives its arguments, options, help and action to commander. */
export async function fillIn(
  commander: Commander,
  listed: ListedCommand,
  list: CommandList,
  host: Host,
  ended: (code: ExitCode) => void,
): Promise<void> {
  const command = await listed.load();
  const table: OptionTable = { ...command.options, ...COMMON_OPTIONS };
  commander.description(describe(listed.summary, command.description));
  for (const { name, about } of command.arguments ?? []) commander.argument(name, about);
  for (const [name, option] of Object.entries(table)) commander.addOption(commanderOption(name, option));
  commander.option(
    '--config <file>',
    `configuration file (default: ${DEFAULT_CONFIG_FILE}, where there is one)`,
  );
  commander.addHelpText('after', afterHelp(command.examples));
  commander.action(async () => {
    const flags = flagsOf(commander, table);
    const { json, ...options } = await givenOptions(commander, table, { flags, list, host });
    const { env, folder, signal, hangUps } = host;
    if (signal.aborted) throw interruptedBy(signal);
    refuseEmpty(command.arguments ?? [], commander.args);
    const output = createOutput(host.stdout, host.stderr, json === true);
    const running = command.run(
      {
        ...{ output, env, folder, signal, flags: new Set(Object.keys(flags)) },
        settings: () => allSettings(list),
        ...(hangUps !== undefined && { hangUps }),
      },
      options,
      commander.args,
    );
    ended(await (command.endsInOrder ? running : Promise.race([running, interruption(signal)])));
  });
}

/** @throws UsageError where a word is empty that names something */
function refuseEmpty(known: readonly Argument[], words: readonly string[]): void {
  // the last of them takes all words that are left
  const of = (place: number): Argument | undefined => known[place] ?? known.at(-1);
  const place = words.findIndex((word, at) => word === '' && of(at)?.mayBeEmpty !== true);
  const argument = of(place);
  if (place < 0 || argument === undefined) return;
  const name = argument.name.replace(/[^\w-]/g, '');
  throw new UsageError(
    `The argument ${name} is empty; name it, or set the shell's variable that stands for it.`,
  );
}

function commanderOption(key: string, option: Option): CommanderOption {
  const { isFlag, mayStandAlone, isRepeatable } = option.kind;
  // a flag that is on by default can only be switched off
  const long = isFlag && option.default === true ? flagOf(key).replace('--', '--no-') : flagOf(key);
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const name = option.value ?? 'text';
  const value = isFlag ? '' : mayStandAlone ? ` [${name}]` : ` <${name}>`;
  const byDefault = isFlag || option.default === undefined ? undefined : String(option.default);
  const said = option.defaultSaid ?? byDefault;
  const notes = [
    ...(option.onlyAsFlag ? ['on the command line alone'] : []),
    ...(said === undefined ? [] : [`default: ${said}`]),
  ];
  const about = notes.length === 0 ? option.about : `${option.about} (${notes.join('; ')})`;
  const made = new CommanderOption(`${short}${long}${value}`, about);
  return mayStandAlone || isRepeatable ? made.argParser(collected) : made;
}

/** All values of an option that was given more than once. */
function collected(value: string, before: unknown): readonly unknown[] {
  return [before ?? [], value].flat();
}

/** Only what stood on the command line: commander has defaults of its own for `--no-…`. */
function flagsOf(commander: Commander, table: OptionTable): Readonly<Record<string, unknown>> {
  const given = Object.keys(table).filter((name) => commander.getOptionValueSource(name) === 'cli');
  return Object.fromEntries(given.map((name) => [name, commander.getOptionValue(name)]));
}

async function givenOptions(
  commander: Commander,
  table: OptionTable,
  {
    flags,
    list,
    host,
  }: {
    readonly flags: Readonly<Record<string, unknown>>;
    readonly list: CommandList;
    readonly host: Host;
  },
): Promise<Readonly<Record<string, unknown>>> {
  const config: string | undefined = commander.getOptionValue('config') ?? host.env[variableOf('config')];
  const file = await readConfigFile(config || undefined, host, async () => [
    ...(await allSettings(list)).keys(),
  ]);
  return resolveOptions(table, { flags, env: host.env, file });
}

/** The summary as a sentence, then the description, whose paragraphs commander wraps. */
function describe(summary: string, description: string | undefined): string {
  const first = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  if (description === undefined) return first;
  const paragraphs = description.split('\n\n').map((paragraph) => paragraph.replaceAll('\n', ' '));
  return [first, ...paragraphs].join('\n\n');
}

function afterHelp(examples: readonly CommandExample[]): string {
  const shown = examples.map(({ about, line }) => `  # ${about}\n  push-harness ${line}`);
  return [
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...shown,
    '',
    `Every flag can be given as PUSH_HARNESS_… in the environment or as a key of ${DEFAULT_CONFIG_FILE};`,
    'flags win over the environment, the environment wins over the file.',
  ].join('\n');
}

async function interruption(signal: AbortSignal): Promise<never> {
  await aborted(signal);
  throw interruptedBy(signal);
}
