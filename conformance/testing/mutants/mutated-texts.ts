import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FEATURES_ROOT } from '../../scenarios/load-features.ts';
import { edited, type Mutant } from './mutant.ts';

/** The variable that names the file in which `register.mjs` finds the new texts of modules, in JSON. */
export const TEXTS_VARIABLE = 'PUSH_HARNESS_MUTATED_TEXTS';

export interface MutatedText {
  readonly url: string;
  readonly text: string;
}

/** The modules that a mutant changes, as they are with its edits. @throws where an edit does not fit the module */
export function mutatedTexts({ name, edits }: Pick<Mutant, 'name' | 'edits'>): readonly MutatedText[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.map((file) => {
    const path = join(FEATURES_ROOT, file);
    try {
      const text = edited(
        readFileSync(path, 'utf8'),
        edits.filter((edit) => edit.file === file),
      );
      return { url: pathToFileURL(path).href, text };
    } catch (cause) {
      throw new Error(`the mutant ${name} does not fit: ${(cause as Error).message}`, { cause });
    }
  });
}
