import { existsSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SettingsFileError } from '../../../files/settings/settings-file-error.ts';
import type { FleetFile } from '../../../simulator/fleet-file/fleet-file.ts';
import { type ReadOptions, readFleet } from '../../../simulator/fleet-file/read-fleet.ts';
import { type Reading, readNamedText } from '../../files/read-named.ts';
import { suggestion } from '../../options/suggestion.ts';
import { UsageError } from '../../program/errors.ts';

/** Fleets that come with the package, and the schema of all fleets. */
export const FLEETS_FOLDER = fileURLToPath(new URL('../../../simulator/fleets/', import.meta.url));

export interface LoadedFleet {
  readonly fleet: FleetFile;
  /** The same as its file has it, where a duration of the command line is in its place. */
  readonly whole?: FleetFile | undefined;
  /** As messages and reports give it. */
  readonly file: string;
  /** Relative paths in the file start here. */
  readonly folder: string;
}

/** Names of the fleets that come with the package. */
export function readyMadeFleets(): readonly string[] {
  return readdirSync(FLEETS_FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
}

/** Reads a fleet file by its path, or one that comes with the package by its name. @throws UsageError, SettingsFileError */
export async function loadFleet(
  named: string,
  reading: Reading,
  overrides: Pick<ReadOptions, 'nodes' | 'seed' | 'duration'>,
): Promise<LoadedFleet> {
  const path = findFleet(named, reading.folder);
  const source = await readNamedText(path, reading, { what: 'the fleet', shownAs: named });
  const fleet = readFleet(source, { file: named, suggest: suggestion, ...overrides });
  const whole = overrides.duration === undefined ? undefined : withOwnDuration(source, named, overrides);
  return { fleet, whole, file: named, folder: dirname(path) };
}

function withOwnDuration(
  source: string,
  named: string,
  { duration: _, ...others }: Pick<ReadOptions, 'nodes' | 'seed' | 'duration'>,
): FleetFile | undefined {
  try {
    return readFleet(source, { file: named, suggest: suggestion, ...others });
  } catch (error) {
    // without the duration of the command line it has no end: nothing is cut
    if (error instanceof SettingsFileError) return undefined;
    throw error;
  }
}

function findFleet(named: string, folder: string): string {
  const asPath = resolve(folder, named);
  if (/[./\\]/.test(named) || existsSync(asPath)) return asPath;
  const known = readyMadeFleets();
  if (known.includes(named)) return resolve(FLEETS_FOLDER, `${named}.yaml`);
  const meant = suggestion(named, known);
  const hint = meant === undefined ? '' : `did you mean ${meant}? `;
  throw new UsageError(
    `There is no fleet ${named}: ${hint}Give the path of a file, or one of ${known.join(', ')}.`,
  );
}
