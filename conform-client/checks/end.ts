import { messagesIn } from '../stand/sighting.ts';
import { Unmet } from '../stand/unmet.ts';
import type { Topic } from './check.ts';

/** How the client goes. Nothing comes after it. */
export const END: Topic = {
  name: 'end',
  about: 'A client ends when it is asked to',
  checks: [
    {
      id: 'CLIENT-050',
      level: 'should',
      name: 'ends at SIGTERM with all that it has started',
      source: 'what init systems ask of a service',
      run: async (stand) => {
        await stand.jobs.untilAvailable();
        stand.watch.expectEnd();
        stand.client.terminate();
        if (!(await stand.client.untilGone(stand.waits.answerMs))) {
          const last = messagesIn(stand.watch.since(0)).at(-1)?.type ?? 'nothing';
          throw new Unmet(
            `its process group gone within ${stand.waits.answerMs} ms`,
            `still there; it last said ${last}`,
          );
        }
      },
    },
  ],
};
