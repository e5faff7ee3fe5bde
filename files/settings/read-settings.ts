import type { FileProblem } from './file-problem.ts';
import type { SchemaCheck, Suggest } from './schema-check.ts';
import { SettingsFileError } from './settings-file-error.ts';
import { readYaml } from './yaml-file.ts';

/** What a file says, as its schema allows it. */
export interface Settings<Content> {
  readonly content: Content;
  /** Refuses what no schema can tell. @throws SettingsFileError where there are problems */
  refuse(problems: readonly FileProblem[]): void;
}

export interface ReadSettingsOptions {
  /** The name that messages give the file. */
  readonly file: string;
  /** Holds what `Content` says of the types. */
  readonly check: SchemaCheck;
  readonly suggest: Suggest;
}

/**
 * Reads a file that people write, YAML or JSON: one document, bounded in depth, width and aliases, and checked by a schema.
 * Fleets, targets, clients that are judged and configuration are read by this and nothing else.
 * @param source text of a bounded length
 * @throws SettingsFileError
 */
export function readSettings<Content>(
  source: string,
  { file, check, suggest }: ReadSettingsOptions,
): Settings<Content> {
  const yaml = readYaml(source, file);
  if (typeof yaml === 'string') throw new SettingsFileError(`${yaml}.`);
  const refuse = (problems: readonly FileProblem[]): void => {
    if (problems.length > 0) throw new SettingsFileError(yaml.describe(problems));
  };
  refuse(check(yaml.content, suggest));
  return { content: yaml.content as Content, refuse };
}
