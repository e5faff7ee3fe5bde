import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { makeFolder } from '../../../files/make-folder.ts';
import { listParts } from '../html/list.ts';
import { annotationsText } from './annotations.ts';
import { badgeOf } from './badge.ts';
import { environmentOf } from './environment.ts';
import { junitXml } from './junit-xml.ts';
import { modelOf } from './model-of.ts';
import { conformanceReportHtml } from './report-html.ts';
import { rerunText } from './rerun.ts';
import type { ConformanceResults } from './results.ts';
import type { RunFacts } from './run-facts.ts';
import { conformanceSummaryMarkdown } from './summary-md.ts';

/**
 * Writes every report of a run into a folder, made where it is not there, and gives the results that they are made from.
 * @param messages - Cucumber's messages of the run, in their order; those of a run that was cut off as well
 */
export function writeReports(
  outDir: string,
  messages: Iterable<Envelope>,
  facts: RunFacts,
): ConformanceResults {
  const results = modelOf(messages, facts);
  writeResults(outDir, results);
  return results;
}

/** The same where the results were not made by Cucumber. */
export function writeResults(outDir: string, results: ConformanceResults): void {
  makeFolder(outDir);
  const write = (name: string, text: string) => writeFileSync(join(outDir, name), text);
  write('results.json', jsonText(results));
  write('report.html', conformanceReportHtml(results, listParts()));
  write('junit.xml', junitXml(results));
  write('summary.md', conformanceSummaryMarkdown(results));
  write('annotations.txt', annotationsText(results));
  write('badge.json', jsonText(badgeOf(results)));
  write('rerun.txt', rerunText(results));
  write('environment.json', jsonText(environmentOf(results)));
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
