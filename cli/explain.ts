import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { filePath, flag, text } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';
import { UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const explain = defineCommand({
  description: `Says of what a server left behind whether it was right, and what happened: of jobs as JSON (GET jobs/ID), feeds of jobs and
organisations as they came (job watch --record, curl), lines that our commands print with --json, traces, folders of journals; several at
once, in any order. "-" is the standard input; the id of a job is asked of the server.

Each job is legal, when some run of the job machine gives what was seen; legal only with a quirk; or illegal, with the first event that
no run can have and what could have come there. A feed from start to job_complete counts as whole unless --partial is given. Then comes the story:
what happened to each node that did not succeed, why that may be, and what to look at.

Exit codes: 0 legal, with accepted quirks or without; 1 illegal; 2 wrong usage; 3 the server could not be reached; 4 undecided: nothing was
judged, or no run was found within the bounds.

${CONNECTION_HELP}`,
  arguments: [{ name: '<file...>', about: 'files, folders of journals, "-", ids of jobs' }],
  options: {
    partial: {
      kind: flag,
      about: 'events may have been lost anywhere, also from feeds that look whole',
      default: false,
    },
    quirks: {
      kind: text,
      value: 'names',
      about:
        'quirks that are accepted: shipped (all), none, or names with commas between; push-harness quirks lists them',
      default: 'none',
    },
    out: { kind: filePath, value: 'file', about: 'write a page with the timeline of each job, a node a row' },
    ...CONNECTION_OPTIONS,
  },
  examples: [
    { about: 'was the job right, and what went wrong', line: 'explain job.json feed.txt' },
    { about: 'a job that the server has', line: 'explain 26e98ba162fa7ba6fb2793125553c7ae' },
    { about: 'a page with a timeline', line: 'explain feed.txt --out timeline.html' },
    { about: 'all jobs of a conformance run', line: 'explain conformance-report' },
  ],
  async run(surroundings, { partial, quirks, out, ...connection }, words) {
    const { joinEvidence, placeText } = await import('../explain/evidence/evidence.ts');
    const { explainEvidence } = await import('../explain/explain.ts');
    const { serverQuirks } = await import('../protocol/quirks/quirk-set.ts');
    const { serverQuirksFrom } = await import('./options/quirks.ts');
    const { explainedResultsOf } = await import('./explain/explained-results-of.ts');
    const { explainedText } = await import('./explain/explained-text.ts');
    const { evidenceAt, evidenceFrom, sourceOf } = await import('./explain/gather.ts');
    const { output, folder } = surroundings;
    const accepted = serverQuirks(serverQuirksFrom(quirks));
    const sources = words.map((word) => sourceOf(word, folder, connection.server !== undefined));
    const parts = [];
    for (const source of sources)
      if (source.kind !== 'job') parts.push(await evidenceFrom(source, surroundings));
    const ids = sources.filter(({ kind }) => kind === 'job').map(({ name }) => name);
    if (ids.length > 0) {
      const { withClient } = await import('./connection/with-client.ts');
      await withClient(surroundings, connection, async (client) => {
        for (const id of ids) parts.push(...(await evidenceAt(client, id)));
      });
    }
    const evidence = joinEvidence(parts);
    const explanation = explainEvidence(evidence, { isPartial: partial });
    const [fault] = evidence.faults;
    if (fault !== undefined && explanation.jobs.length + explanation.feeds.length === 0) {
      throw new UsageError(
        `${placeText(fault.at)}: ${fault.problem}. Give jobs as JSON, feeds, traces, or the folder of a journal.`,
      );
    }
    for (const { at, problem } of evidence.faults) output.remark(`${placeText(at)}: ${problem}.`);
    const results = explainedResultsOf(explanation, evidence.faults, accepted);
    output.record({ ...results });
    for (const line of explainedText(results, output.stdout.paint)) output.answer(line);
    if (out !== undefined) {
      const { writePage } = await import('./explain/write-page.ts');
      writePage(results, out, folder);
      output.remark(`Wrote ${out}.`);
    }
    return { legal: EXIT.done, illegal: EXIT.failed, undecided: EXIT.stale }[results.verdict];
  },
});
