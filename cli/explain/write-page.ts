import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { explainedHtml } from '../../reports/generators/explained/explained-html.ts';
import type { ExplainedResults } from '../../reports/generators/explained/explained-results.ts';
import { TIMELINE_STYLE } from '../../reports/generators/explained/timeline.ts';
import { pageParts } from '../../reports/generators/html/assets.ts';
import { whyNot } from '../files/file-error.ts';
import { UsageError } from '../program/errors.ts';

/** Writes the page of what was explained. @throws UsageError where the file cannot be written */
export function writePage(results: ExplainedResults, file: string, folder: string): void {
  const { styles, scripts } = pageParts();
  const page = explainedHtml(results, { styles: [...styles, TIMELINE_STYLE], scripts });
  try {
    writeFileSync(resolve(folder, file), page);
  } catch (cause) {
    const reason = whyNot(cause);
    if (reason === undefined) throw cause;
    throw new UsageError(`Cannot write the page ${file} (${reason}); give another file with --out.`, {
      cause,
    });
  }
}
