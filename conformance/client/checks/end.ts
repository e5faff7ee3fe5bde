import { messagesIn } from '../testbed/client-event.ts';
import { Unmet } from '../testbed/unmet.ts';
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
      run: async (testbed) => {
        await testbed.jobs.untilAvailable();
        testbed.watch.expectEnd();
        testbed.client.terminate();
        if (!(await testbed.client.untilGone(testbed.waits.answerMs))) {
          const last = messagesIn(testbed.watch.since(0)).at(-1)?.type ?? 'nothing';
          throw new Unmet(
            `its process group gone within ${testbed.waits.answerMs} ms`,
            `still there; it last said ${last}`,
          );
        }
      },
    },
  ],
};
