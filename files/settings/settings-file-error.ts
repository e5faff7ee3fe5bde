/**
 * A file of settings cannot be used. The message has a line for each problem: file, line, key, what is wrong, and the remedy;
 * those after the third are counted.
 */
export class SettingsFileError extends Error {
  override readonly name = 'SettingsFileError';
}
