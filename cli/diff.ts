import { LEVELS } from '../reports/generators/conformance/verdict.ts';
import { choice, filePath, filePaths, flag, number, text, whole } from './options/option-kinds.ts';
import { defineCommand } from './program/command.ts';

export const diff = defineCommand({
  description: `Drives two or more servers by the same scripts, one after the other, and reports where they differ: answers with their headers,
events of feeds, frames to the nodes. Scripts are the scenarios of the features, all of them without ids and topics, each with nodes and
principals of its own; or, with --fleet, the nodes, jobs and events of a fleet file, with the same seed at each server. Ids, dates, addresses and keys are left out of it, and so is the order of what may come in any order.

A difference is driven a second time before it is reported; one that does not come again accuses nobody. Differences of the two
dialects, and quirks that are known, are named and are no news. With three servers the one that stands alone is named.

Exit codes: 0 nothing differs but what is known; 1 a difference; 2 wrong usage or a broken file; 3 a server cannot be reached, or goes
away; 4 nothing was compared, or more than 1 % of the scripts did not do the same twice; 70 an error of push-harness; 130 interrupted.`,
  arguments: [
    { name: '[scenarios...]', about: 'ids such as QUORUM-004 or QUORUM-004:2, and topics such as quorum' },
  ],
  options: {
    target: {
      kind: filePaths,
      value: 'file',
      about: 'file that describes a target, two times or more',
      onlyAsFlag: true,
    },
    fleet: {
      kind: filePath,
      value: 'name',
      about:
        'fleet file, or the name of a ready-made fleet, whose nodes and jobs are driven in place of scenarios',
      onlyAsFlag: true,
    },
    level: {
      kind: choice(LEVELS),
      value: 'level',
      about: `scenarios of this level and all stricter levels: ${LEVELS.join(', ')}`,
      default: 'extension',
    },
    tags: {
      kind: text,
      value: 'expression',
      about: "only scenarios with these tags, such as '@doc:job-feed and not @needs:restart'",
    },
    patience: {
      kind: number(0, 86_400),
      value: 's',
      about: 'leave out scenarios that need longer waits for a target, and end every wait after this time',
      defaultSaid: "by the targets' timings, and none is left out",
    },
    parallel: {
      kind: whole(1, 64),
      value: 'n',
      about: 'scenarios that run at the same time',
      defaultSaid: 'twice the processors, 8 at most',
    },
    all: { kind: flag, about: 'report every difference, not the first alone', default: false },
    out: {
      kind: filePath,
      value: 'dir',
      about: 'folder of diff.json and of what each run has left, its journal too',
      default: 'diff-report',
    },
  },
  examples: [
    {
      about: 'your fork beside the server that it came from',
      line: 'diff --target shipped.yaml --target fork.yaml',
    },
    {
      about: 'two topics, every difference',
      line: 'diff quorum feeds --target a.yaml --target b.yaml --all',
    },
    { about: 'by a fleet of yours', line: 'diff --fleet fleet.yaml --target a.yaml --target b.yaml' },
    {
      about: 'which of three stands alone',
      line: 'diff --level must --target a.yaml --target b.yaml --target c.yaml',
    },
  ],
  endsInOrder: true,
  async run(surroundings, options, words) {
    const { runDiff } = await import('./diff/run-diff.ts');
    return runDiff(surroundings, options, words);
  },
});
