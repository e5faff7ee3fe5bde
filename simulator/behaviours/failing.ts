import { defineBehaviour } from './behaviour.ts';
import { SHARE } from './limits.ts';
import { scripting, startsCommand } from './scripts.ts';

/** Its command ends with an error, always or for a share of the runs. */
export const failing = defineBehaviour({
  name: 'failing',
  summary: 'its command fails, always or for a share of the runs',
  defaults: { exitCode: 1, share: 1, stderr: '' },
  meanings: {
    exitCode: 'The exit code of a command that fails; 0 makes it succeed after all.',
    share: 'The share of commands that fail.',
    stderr: 'What a command that fails writes to stderr.',
  },
  limits: { exitCode: { least: 0, most: 255, isWhole: true }, share: SHARE },
  reshape: (planned, { options, random }) =>
    startsCommand(planned) && random().chance(options.share)
      ? scripting(planned, { exitCode: options.exitCode, stderr: options.stderr })
      : planned,
});
