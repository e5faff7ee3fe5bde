import { defineBehaviour } from './behaviour.ts';
import { changing } from './reshaping.ts';

/** Runs the job's command as a process of this machine, whose users and directories count then. */
export const exec = defineBehaviour({
  name: 'exec',
  summary: 'runs the command for real, in a process group of its own',
  defaults: {},
  meanings: {},
  reshape: (planned) =>
    changing(
      changing(planned, 'checkCommit', (effect) => ({ ...effect, by: 'process' })),
      'runCommand',
      (effect) => ({ ...effect, how: { by: 'process' } }),
    ),
});
