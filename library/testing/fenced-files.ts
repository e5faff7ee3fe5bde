/** A file that a text in Markdown shows whole. */
export interface FencedFile {
  readonly name: string;
  readonly text: string;
}

/** A fenced block whose first line is a comment that names a file. */
const FENCE = /^```\w+\n((?:\/\/|#) (\S+\.\w+)\n[\s\S]*?)^```$/gm;

/** The files that fenced blocks of Markdown show; a block whose first line names no file is none. */
export function fencedFiles(markdown: string): readonly FencedFile[] {
  return [...markdown.matchAll(FENCE)].map(([, text = '', name = '']) => ({ name, text }));
}
