import { readSettings } from '../../files/settings/read-settings.ts';
import { type Suggest, schemaCheck } from '../../files/settings/schema-check.ts';
import type { FleetFile } from './fleet-file.ts';
import { FLEET_SCHEMA } from './fleet-schema.ts';
import type { RawFleet, RawStage } from './raw-fleet.ts';
import { readRules } from './read-rules.ts';

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

const check = schemaCheck(FLEET_SCHEMA);

/**
 * Reads a fleet file, YAML or JSON.
 * @throws SettingsFileError naming what is wrong, where, and the remedy
 */
export function readFleet(source: string, options: ReadOptions): FleetFile {
  const { file, suggest } = options;
  const { content, refuse } = readSettings<RawFleet>(source, { file, check, suggest });
  const { fleet, problems } = readRules(overridden(content, options), suggest);
  refuse(problems);
  return fleet;
}

function overridden(raw: RawFleet, { nodes, seed, duration }: ReadOptions): RawFleet {
  return {
    ...raw,
    ...(nodes !== undefined && { nodes: scaled(raw.nodes, nodes) }),
    ...(seed !== undefined && { seed }),
    ...(duration !== undefined && { duration }),
  };
}

/** So many nodes in place of those of the file: of stages at their peak, and each of the others in proportion. */
function scaled(nodes: RawFleet['nodes'], wanted: number): number | readonly RawStage[] {
  if (typeof nodes !== 'object') return wanted;
  const peak = Math.max(1, ...nodes.map(({ to = 0 }) => to));
  return nodes.map((stage) =>
    stage.to === undefined ? stage : { ...stage, to: Math.round((stage.to * wanted) / peak) },
  );
}
