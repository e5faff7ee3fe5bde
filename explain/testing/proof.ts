import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { placeText } from '../evidence/evidence.ts';
import { evidenceInJournal } from '../evidence/read-evidence.ts';
import { explainEvidence } from '../explain.ts';

/**
 * Explains every feed, and every job, that a run of the features has read from our own servers: the end of `npm test`. Whoever changes
 * the job machine, its feeds or the judge of `explain` sees here whether they agree.
 */
const FOLDERS = ['reports/output/features/documented', 'reports/output/features/pushy-server'];

const given = process.argv.slice(2);
const folders = given.length > 0 ? given : FOLDERS.filter((folder) => existsSync(folder));
if (folders.length === 0) {
  process.stderr.write('There is no run of the features to explain; npm run features leaves one.\n');
  process.exit(2);
}
let failed = 0;
for (const folder of folders) {
  const evidence = await evidenceInJournal(resolve(folder), folder);
  const { jobs, feeds } = explainEvidence(evidence, { isPartial: false });
  const counts = new Map<string, number>();
  for (const { judgement, ...rest } of [...jobs, ...feeds]) {
    const quirks = judgement.verdict === 'legal' ? judgement.quirks : [];
    const verdict = quirks.length === 0 ? judgement.verdict : `legal only with ${quirks.join(', ')}`;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (judgement.verdict === 'legal') continue;
    failed += 1;
    const where = 'job' in rest ? `${rest.job.id}, ${placeText(rest.job.at)}` : placeText(rest.at);
    const why =
      judgement.verdict === 'illegal'
        ? `${judgement.impossible.came} at ${placeText(judgement.impossible.at)}: ${judgement.impossible.why}`
        : judgement.why;
    process.stdout.write(`${judgement.verdict}: ${where}: ${why}\n`);
  }
  const whole = jobs.filter(({ seen }) => seen.observations.every(({ kind }) => kind === 'event')).length;
  const told = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  process.stdout.write(
    `${folder}: ${jobs.length} jobs (${whole} with a whole feed), ${feeds.length} feeds of organisations: ${told}\n`,
  );
}
process.exitCode = failed > 0 ? 1 : 0;
