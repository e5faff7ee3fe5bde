import { type Document, LineCounter, parseDocument } from 'yaml';
import { type FileProblem, pathText } from './file-problem.ts';
import { depthFault, excessOf } from './yaml-bounds.ts';

/** Problems that a message names; more would bury them. */
const MAX_NAMED = 3;

/** A YAML file that people write, and where its parts stand. */
export interface YamlFile {
  readonly content: unknown;
  /** All of these in one text, each with its line: what is wrong, and the remedy. */
  describe(problems: readonly FileProblem[]): string;
}

/**
 * Reads YAML or JSON. Text that is neither, or of which too much stands in one place, gives what is wrong with it instead,
 * a sentence without a full stop.
 * @param file the name that messages give it
 */
export function readYaml(source: string, file: string): YamlFile | string {
  const excess = excessOf(source);
  if (excess !== undefined) return `${file} ${excess}`;
  const lineCounter = new LineCounter();
  // warnings would go past every screen to the terminal
  const document = parseDocument(source, {
    lineCounter,
    prettyErrors: true,
    logLevel: 'error',
    // `<<: *anchor`, which people know from YAML 1.1
    merge: true,
  });
  const [syntax] = document.errors;
  if (syntax) {
    const line = syntax.linePos?.[0].line ?? 1;
    if (syntax.code === 'MULTIPLE_DOCS') return `${file}:${line} begins a second document: remove it`;
    return `${file}:${line} is not valid YAML: ${syntax.message.split(/ at line |\n/)[0]}`;
  }
  const content = contentOf(document);
  const fault = typeof content === 'string' ? content : depthFault(content.value);
  if (typeof content === 'string' || fault !== undefined) return `${file} ${fault}`;
  const lineOf = (path: FileProblem['path']): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = Object(node).range as readonly number[] | undefined;
      if (range?.[0] !== undefined) return lineCounter.linePos(range[0]).line;
    }
    return 1;
  };
  return {
    content: content.value,
    describe(problems) {
      const named = problems.slice(0, MAX_NAMED).map(({ path, text }) => {
        const ending = /[.?!]$/.test(text) ? '' : '.';
        return `${file}:${lineOf(path)} ${pathText(path)} ${text}${ending}`;
      });
      const more = problems.length > MAX_NAMED ? [`(${problems.length - MAX_NAMED} more.)`] : [];
      return [...named, ...more].join('\n');
    },
  };
}

/** What the document says, or why it cannot be had. */
function contentOf(document: Document.Parsed): { readonly value: unknown } | string {
  try {
    return { value: document.toJS() };
  } catch (error) {
    // the library's own bound on anchors that stand for anchors
    if (!(error instanceof ReferenceError)) throw error;
    return 'has anchors that stand for too much: write out what they stand for';
  }
}
