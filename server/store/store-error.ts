import { StartError } from '../start-error.ts';

/** What to do about damage. */
export const SALVAGE_REMEDY =
  'push-harness check-data --salvage FOLDER saves what can be read; or put a sound copy in its place.';

/** The database cannot be used as it is. The message names the file and the remedy. */
export class StoreError extends StartError {
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`Database ${file} ${problem}`, options);
    this.file = file;
  }
}

/** A database of ours that has changed as no server changes it. */
export class DamageError extends StoreError {}
