import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FleetFile } from '../../../simulator/fleet-file/fleet-file.ts';
import { FleetFileError } from '../../../simulator/fleet-file/fleet-file-error.ts';
import { type ReadOptions, readFleet } from '../../../simulator/fleet-file/read-fleet.ts';
import { suggestion } from '../../options/suggestion.ts';
import { UsageError } from '../../program/errors.ts';

/** Fleets that come with the package, and the schema of all fleets. */
export const FLEETS_FOLDER = fileURLToPath(new URL('../../../simulator/fleets/', import.meta.url));

export interface LoadedFleet {
  readonly fleet: FleetFile;
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

/** Reads a fleet file by its path, or one that comes with the package by its name. Throws `UsageError`. */
export function loadFleet(
  named: string,
  folder: string,
  overrides: Pick<ReadOptions, 'nodes' | 'seed' | 'duration'>,
): LoadedFleet {
  const path = findFleet(named, folder);
  try {
    const source = readFileSync(path, 'utf8');
    const fleet = readFleet(source, { file: named, suggest: suggestion, ...overrides });
    return { fleet, file: named, folder: dirname(path) };
  } catch (error) {
    if (error instanceof FleetFileError) throw new UsageError(error.message, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`Cannot read the fleet ${named} (${code}); check the path and its permissions.`, {
      cause: error,
    });
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
