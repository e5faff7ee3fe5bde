import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../files/reasons.ts';
import { annotationLine } from '../../reports/generators/github-annotation.ts';
import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';

/** Inside GitHub Actions: why nothing could be judged, as an annotation of the build. */
export function tellGithubFault(
  output: Output,
  message: string,
  env: Readonly<Record<string, string | undefined>>,
): void {
  if (env.GITHUB_ACTIONS === 'true')
    output.remark(annotationLine({ kind: 'error', title: 'conform', message }));
}

/**
 * Inside GitHub Actions: annotations of what failed are printed, and the summary of the run goes to the page of the build. What
 * GitHub does not take is a remark, and changes no verdict.
 * @param outDir the folder of the reports
 */
export function tellGithub(
  output: Output,
  outDir: string,
  env: Readonly<Record<string, string | undefined>>,
): void {
  if (env.GITHUB_ACTIONS !== 'true') return;
  // the runner reads both streams, and stdout may be for machines
  for (const line of readFileSync(join(outDir, 'annotations.txt'), 'utf8').split('\n'))
    if (line !== '') output.remark(line);
  const page = env.GITHUB_STEP_SUMMARY ?? '';
  if (page === '') return;
  try {
    appendFileSync(page, readFileSync(join(outDir, 'summary.md')));
  } catch (error) {
    output.remark(
      `The summary is not on the page of the build: ${printable(reasonOf(error) ?? String(error))}.`,
    );
  }
}
