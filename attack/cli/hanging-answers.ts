import type { RequestListener } from 'node:http';
import type { Trial } from '../attack.ts';
import { runPushHarness } from '../processes/program.ts';
import { withHostileServer } from './hostile-server.ts';

const WITHIN_MS = 60_000;
/** One Ctrl-C is enough, and takes no longer. */
const END_WITHIN_SECONDS = 3;
const INTERRUPTED = 130;
const ID = '0123456789abcdef0123456789abcdef';

const COMMANDS: readonly (readonly string[])[] = [
  ['job', 'list'],
  ['job', 'start', 'true', 'web1'],
  ['job', 'watch', ID],
  ['job', 'status', ID],
  ['node', 'status'],
  ['feed'],
];

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  'says nothing': () => undefined,
  'begins an answer': (_request, response) => {
    response.setHeader('content-type', 'application/json').write('[');
  },
};

export const hangingAnswers: Trial = {
  kind: 'trial',
  name: 'cli/hanging-answers',
  about: 'a server takes a request of the command line and hangs, and somebody presses Ctrl-C',
  async run(size) {
    const faults: string[] = [];
    const chosen = size === 'smoke' ? COMMANDS.slice(0, 1) : COMMANDS;
    let longest = 0;
    for (const [how, answer] of Object.entries(ANSWERS)) {
      for (const words of chosen) {
        await withHostileServer(answer, async ({ folder, connection, nextRequest }) => {
          let interruptedMs = 0;
          const interrupt = nextRequest().then(() => {
            interruptedMs = performance.now();
          });
          const end = await runPushHarness([...words, ...connection], {
            folder,
            withinMs: WITHIN_MS,
            interrupt,
          });
          const seconds = (performance.now() - interruptedMs) / 1_000;
          longest = Math.max(longest, seconds);
          const what = `${words.join(' ')}, where the server ${how},`;
          if (end.how === undefined) faults.push(`${what} does not end by Ctrl-C`);
          else if (end.how !== INTERRUPTED)
            faults.push(`${what} ends with ${end.how}: ${end.output.slice(-200)}`);
          else if (seconds > END_WITHIN_SECONDS) faults.push(`${what} takes ${seconds.toFixed(1)} s to end`);
        });
      }
    }
    return { figure: `${2 * chosen.length} commands, the last to end took ${longest.toFixed(1)} s`, faults };
  },
};
