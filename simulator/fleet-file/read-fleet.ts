import { LineCounter, parseDocument } from 'yaml';
import type { FleetFile } from './fleet-file.ts';
import { type FileProblem, FleetFileError, pathText } from './fleet-file-error.ts';
import type { RawFleet } from './raw-fleet.ts';
import { readRules } from './read-rules.ts';
import { type Suggest, schemaProblems } from './schema-problems.ts';

/** Problems that a message names; more would bury them. */
const MAX_NAMED = 3;

export interface ReadOptions {
  /** The file's name as messages give it. */
  readonly file: string;
  readonly suggest: Suggest;
  /** In place of the file's `nodes`. */
  readonly nodes?: number;
  /** In place of the file's `seed`. */
  readonly seed?: string;
}

/**
 * Reads a fleet file, YAML or JSON.
 * @throws FleetFileError naming what is wrong, where, and the remedy
 */
export function readFleet(source: string, options: ReadOptions): FleetFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: true });
  const [syntax] = document.errors;
  if (syntax) {
    const line = syntax.linePos?.[0].line ?? 1;
    throw new FleetFileError(
      `${options.file}:${line} is not valid YAML: ${syntax.message.split(/ at line |\n/)[0]}`,
    );
  }
  const lineOf = (path: FileProblem['path']): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = Object(node).range as readonly number[] | undefined;
      if (range?.[0] !== undefined) return lineCounter.linePos(range[0]).line;
    }
    return 1;
  };
  const refuse = (problems: readonly FileProblem[]): void => {
    if (problems.length === 0) return;
    const named = problems.slice(0, MAX_NAMED).map(({ path, text }) => {
      const ending = /[.?!]$/.test(text) ? '' : '.';
      return `${options.file}:${lineOf(path)} ${pathText(path)} ${text}${ending}`;
    });
    const more = problems.length > MAX_NAMED ? [`(${problems.length - MAX_NAMED} more.)`] : [];
    throw new FleetFileError([...named, ...more].join('\n'));
  };

  const content: unknown = document.toJS();
  refuse(schemaProblems(content, options.suggest));
  const { fleet, problems } = readRules(overridden(content as RawFleet, options), options.suggest);
  refuse(problems);
  return fleet;
}

function overridden(raw: RawFleet, { nodes, seed }: ReadOptions): RawFleet {
  return { ...raw, ...(nodes !== undefined && { nodes }), ...(seed !== undefined && { seed }) };
}
