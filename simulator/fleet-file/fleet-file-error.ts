/** One thing that is wrong with a fleet file. */
export interface FileProblem {
  /** Where: `groups[0].count`. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what to do about it, behind the path. */
  readonly text: string;
}

/** A fleet file that cannot be used. The message names every place, what stands there, and the remedy. */
export class FleetFileError extends Error {
  override readonly name = 'FleetFileError';
}

/** `groups[0].behaviours[1]` */
export function pathText(path: readonly (string | number)[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}
