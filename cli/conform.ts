import { DIALECT_NAMES } from '../protocol/dialect-name.ts';
import { CONNECTION_OPTIONS } from './options/connection.ts';
import { choice, filePath, number, text, whole } from './options/option-kinds.ts';
import { SELECTION_OPTIONS } from './options/selection.ts';
import { defineCommand } from './program/command.ts';

/** As for every command, since one configuration file serves them all; and the word for what happens without it. */
const dialect = { ...choice(['auto', ...DIALECT_NAMES]), expects: choice(DIALECT_NAMES).expects };

export const conform = defineCommand({
  description: `Plays a fleet against any running Push Jobs server and reports where it differs from the documentation and
from the server as it was shipped. The target is a file (see features/targets), or --server with --org, --user and --key, or
the local server of push-harness serve. Without ids and topics every scenario runs that the target supports.

Before anything runs it checks that the target's users have the rights that scenarios need, that nodes get in, and that the folder
can be written. After a run the target is as it was. Within GitHub Actions it prints annotations, and adds its summary to the page of
the build.

Exit codes: 0 every must that ran has passed, with accepted quirks or without, or is known to fail; 1 a must failed; 2 wrong usage,
a broken file, or a user who lacks the rights of the role; 3 the target cannot be reached, goes away, or lets no nodes in, so that
not all was judged; 4 the list of known failures is stale, nothing ran, or more than 1 % of the musts are inconclusive, since this
machine was too slow; 70 an error of push-harness; 130 interrupted, with
a report of what was done.`,
  arguments: [
    { name: '[scenarios...]', about: 'ids such as QUORUM-004 or QUORUM-004:2, and topics such as quorum' },
  ],
  options: {
    target: { kind: filePath, value: 'file', about: 'file that describes the target' },
    ...CONNECTION_OPTIONS,
    dialect: {
      kind: dialect,
      value: 'name',
      about: `dialect of --server: ${DIALECT_NAMES.join(', ')}, or auto, which asks the server`,
      default: 'auto',
    },
    quirks: {
      kind: text,
      value: 'names',
      about:
        'quirks that the target may have: shipped (all), none, or names with commas between; push-harness quirks lists them',
      defaultSaid: "the target's, or shipped in the dialect pushy-server and none in documented",
    },
    ...SELECTION_OPTIONS,
    out: { kind: filePath, value: 'dir', about: 'folder of the reports', default: 'conformance-report' },
    patience: {
      kind: number(0, 86_400),
      value: 's',
      about: 'leave out scenarios that need longer waits for the target, and end every wait after this time',
      defaultSaid: "by the target's timings, and none is left out",
    },
    parallel: {
      kind: whole(1, 64),
      value: 'n',
      about: 'scenarios that run at the same time',
      defaultSaid: 'twice the processors, 8 at most',
    },
  },
  examples: [
    { about: 'judge the server that push-harness serve runs here', line: 'conform --level must' },
    {
      about: "judge somebody's server",
      line: 'conform --server https://push.example.org --org dev --user admin --key admin.pem',
    },
    { about: 'try again what failed', line: 'conform --target my.yaml --rerun conformance-report/rerun.txt' },
  ],
  endsInOrder: true,
  async run(surroundings, options, words) {
    const { runConform } = await import('./conform/run-conform.ts');
    return runConform(surroundings, options, words);
  },
});
