/** What can be chosen: all of the shipped program, none, or some by name. */
export type QuirkChoice<N extends string> = 'shipped' | 'none' | readonly N[];

/** `shipped`, `none`, or names with commas between them, as the command line has it. The names are not checked here. */
export function parseQuirkChoice(text: string): QuirkChoice<string> {
  if (text === 'shipped' || text === 'none') return text;
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
