/** One thing that is wrong with a file of settings. */
export interface FileProblem {
  /** Where: `groups[0].count`. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what to do about it, behind the path. */
  readonly text: string;
}

/** `groups[0].behaviours[1]` */
export function pathText(path: readonly (string | number)[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}
