import { defineBehaviour } from './behaviour.ts';
import { scripting, startsCommand } from './scripts.ts';

/** Its command ends with an error, always or for a share of the runs. */
export const failing = defineBehaviour({
  name: 'failing',
  summary: 'its command fails, always or for a share of the runs',
  defaults: { exitCode: 1, share: 1, stderr: '' },
  reshape: (planned, { options, random }) =>
    startsCommand(planned) && random().chance(options.share)
      ? scripting(planned, { exitCode: options.exitCode, stderr: options.stderr })
      : planned,
});
