import { databasePath } from '../data-folder.ts';
import { storeErrorOf } from './database-file.ts';
import { CannotRead, CannotStore } from './trouble.ts';

/** A disk that fails while a server starts is told as one that has failed before it; what else is thrown stays as it is. */
export function startErrorOf(data: string | undefined, error: unknown): unknown {
  const isOfDisk = error instanceof CannotStore || error instanceof CannotRead;
  return isOfDisk && data !== undefined ? storeErrorOf(databasePath(data), error.cause ?? error) : error;
}
