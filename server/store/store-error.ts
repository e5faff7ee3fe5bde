import { StartError } from '../start-error.ts';

/** The database cannot be used as it is. The message names the file and the remedy. */
export class StoreError extends StartError {
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`Database ${file} ${problem}`, options);
    this.file = file;
  }
}
