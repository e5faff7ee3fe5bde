/** Where a name is declared and exported. */
export interface ExportedName {
  readonly name: string;
  readonly file: string;
}

/** An exported declaration; what is only handed on (`export { … } from`) is declared elsewhere. */
const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:class|interface|type|const|let|enum|function\*?) (\w+)/gm;

/** The names that a source file exports. */
export function exportedNames(file: string, source: string): readonly ExportedName[] {
  return Array.from(source.matchAll(DECLARATION), ([, name = '']) => ({ name, file }));
}

/** The names that more than one file exports, each with its files: one word that means more than one thing. */
export function ambiguousNames(exported: readonly ExportedName[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, Set<string>>();
  for (const { name, file } of exported) files.set(name, (files.get(name) ?? new Set()).add(file));
  const ambiguous = [...files].filter(([, those]) => those.size > 1);
  return new Map(ambiguous.map(([name, those]) => [name, [...those].sort()]));
}
