/** Text of others as a sentence: a capital first, a stop last. */
export function sentence(text: string): string {
  return stopped(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);
}

/** Text with a stop at its end. */
export function stopped(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
