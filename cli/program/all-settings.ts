import { COMMON_OPTIONS } from '../options/common.ts';
import { fileKey, type Option } from '../options/option-table.ts';
import type { CommandList } from './command-list.ts';

/** Every key that a configuration file may hold, with its option: one file serves all commands. */
export async function allSettings(list: CommandList): Promise<ReadonlyMap<string, Option>> {
  const commands = await Promise.all(list.commands.map((listed) => listed.load()));
  const all = [...commands.map(({ options }) => options), COMMON_OPTIONS].flatMap((table) =>
    Object.entries<Option>(table).filter(([, { onlyAsFlag }]) => !onlyAsFlag),
  );
  const settings = new Map<string, Option>();
  // one name has one kind of value everywhere; of its sentences the first stands for all
  for (const [name, option] of all) if (!settings.has(fileKey(name))) settings.set(fileKey(name), option);
  return settings;
}
