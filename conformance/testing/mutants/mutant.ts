/** A change to the text of one of the server's modules, made when the module is loaded. */
export type Edit = { readonly file: string } & (
  | {
      /** Stands in the module exactly once. */
      readonly find: string;
      readonly replace: string;
    }
  /** Stands at the end of the module. */
  | { readonly append: string }
);

/** A server that is wrong in one thing, and right in all others. */
export interface Mutant {
  /** A word for the command line, such as `voting.ack_commit.new.next`. */
  readonly name: string;
  /** What the server does wrong: it completes "a server that …". */
  readonly summary: string;
  /** The topics of the features whose scenarios are about it. */
  readonly about: readonly string[];
  readonly edits: readonly Edit[];
}

/** The text of a module with these edits. @throws where a text to be replaced does not stand there exactly once */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((source, edit) => {
    if ('append' in edit) return `${source}\n${edit.append}\n`;
    const places = source.split(edit.find).length - 1;
    if (places !== 1) throw new Error(`${edit.file} has ${places} times, not once: ${edit.find}`);
    return source.replace(edit.find, () => edit.replace);
  }, text);
}
