import type { FleetFile } from './fleet-file.ts';
import { type FileProblem, FleetFileError } from './fleet-file-error.ts';
import type { RawFleet } from './raw-fleet.ts';
import { readRules } from './read-rules.ts';
import { type Suggest, schemaProblems } from './schema-problems.ts';
import { readYaml } from './yaml-file.ts';

export interface ReadOptions {
  /** The file's name as messages give it. */
  readonly file: string;
  readonly suggest: Suggest;
  /** In place of the file's `nodes`. */
  readonly nodes?: number;
  /** In place of the file's `seed`. */
  readonly seed?: string;
  /** In place of the file's `duration`, in its form: `90s`. */
  readonly duration?: string;
}

/**
 * Reads a fleet file, YAML or JSON.
 * @throws FleetFileError naming what is wrong, where, and the remedy
 */
export function readFleet(source: string, options: ReadOptions): FleetFile {
  const yaml = readYaml(source, options.file);
  if (typeof yaml === 'string') throw new FleetFileError(yaml);
  const refuse = (problems: readonly FileProblem[]): void => {
    if (problems.length > 0) throw new FleetFileError(yaml.describe(problems));
  };
  refuse(schemaProblems(yaml.content, options.suggest));
  const { fleet, problems } = readRules(overridden(yaml.content as RawFleet, options), options.suggest);
  refuse(problems);
  return fleet;
}

function overridden(raw: RawFleet, { nodes, seed, duration }: ReadOptions): RawFleet {
  return {
    ...raw,
    ...(nodes !== undefined && { nodes }),
    ...(seed !== undefined && { seed }),
    ...(duration !== undefined && { duration }),
  };
}
