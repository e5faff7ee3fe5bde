import { readSettings } from '../../files/settings/read-settings.ts';
import { fields } from '../../files/settings/schema.ts';
import { schemaCheck } from '../../files/settings/schema-check.ts';
import { suggestion } from './suggestion.ts';

/**
 * The settings in the text of a configuration file; an empty one has none. Values are checked by the command that takes them.
 * @param known keys that some command takes
 * @throws SettingsFileError for text that is no mapping, and for keys that no command knows
 */
export function configValues(
  source: string,
  file: string,
  known: readonly string[],
): ReadonlyMap<string, unknown> {
  const values = fields(
    "settings, one 'name: value' a line",
    Object.fromEntries(known.map((key) => [key, {}])),
  );
  const check = schemaCheck({ ...values, type: ['object', 'null'] });
  const { content } = readSettings<object | null>(source, { file, check, suggest: suggestion });
  return new Map(Object.entries(content ?? {}));
}
