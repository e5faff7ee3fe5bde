import { fields, fileSchema, type Schema } from '../../files/settings/schema.ts';
import type { Option } from './option-table.ts';

/** The schema of a configuration file. @param settings options by the keys of the file */
export function settingsSchema(settings: ReadonlyMap<string, Option>): Schema {
  const properties = [...settings].map(([key, option]) => [key, schemaOf(option)] as const);
  return fileSchema(
    'Settings of push-harness (push-harness.yaml)',
    fields("settings, one 'name: value' a line", Object.fromEntries(properties)),
  );
}

function schemaOf({ about, kind, default: byDefault, defaultSaid }: Option): Schema {
  const said = defaultSaid ?? (byDefault === undefined ? undefined : String(byDefault));
  const meaning = `${about.charAt(0).toUpperCase()}${about.slice(1)}${said === undefined ? '' : ` (default: ${said})`}.`;
  return { meaning, ...kind.schema, description: kind.expects };
}
