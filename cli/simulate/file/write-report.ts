import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../../files/make-folder.ts';
import type { FleetResults } from '../../../reports/generators/fleet/fleet-results.ts';
import { fleetReportHtml } from '../../../reports/generators/fleet/report-html.ts';
import { fleetSummaryMarkdown } from '../../../reports/generators/fleet/summary-md.ts';
import { chartPageParts } from '../../../reports/generators/html/charts.ts';

/** What two runs of the same file and seed have in common. */
export interface RunLines {
  readonly plan: readonly string[];
  /** What the nodes answered. */
  readonly decisions: readonly string[];
}

/** Writes what a run left into a folder, made where it is not there: results, report, summary, plan and decisions. */
export function writeReport(folder: string, results: FleetResults, lines: RunLines): void {
  makeFolder(folder);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('results.json', `${JSON.stringify(results, null, 2)}\n`);
  write('summary.md', fleetSummaryMarkdown(results));
  write('report.html', fleetReportHtml(results, chartPageParts()));
  write('plan.txt', `${lines.plan.join('\n')}\n`);
  write('decisions.txt', `${lines.decisions.join('\n')}\n`);
}
