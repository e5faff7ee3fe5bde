/** A file that a text in Markdown shows whole. */
export interface FencedFile {
  readonly name: string;
  readonly text: string;
}

/** A fenced block with the path of an example behind its language. */
const FENCE = /^```\w+ (examples\/\S+\.\w+)\n([\s\S]*?)^```$/gm;

/** The examples that fenced blocks of Markdown show; a block that names none is none. */
export function fencedFiles(markdown: string): readonly FencedFile[] {
  return [...markdown.matchAll(FENCE)].map(([, name = '', text = '']) => ({ name, text }));
}
