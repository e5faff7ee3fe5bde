import type { RequestListener, ServerResponse } from 'node:http';
import type { Trial } from '../attack.ts';
import { runPushHarness } from '../processes/program.ts';
import { withHostileServer } from './hostile-server.ts';

const MB = 1_048_576;
const MAX_MB_ABOVE = 150;
const WITHIN_MS = 60_000;
const CHUNK = Buffer.alloc(65_536, '"x",');
const ID = '0123456789abcdef0123456789abcdef';

/** Commands that read an answer as a whole. */
const COMMANDS: readonly (readonly string[])[] = [
  ['job', 'list'],
  ['job', 'status', ID],
  ['job', 'output', ID, 'web1'],
  ['node', 'status'],
  ['client', 'list'],
];

const emptyAnswer: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json').end('[]');
};

const endlessAnswer: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json').write('[');
  pour(response);
};

function pour(response: ServerResponse): void {
  if (response.destroyed) return;
  const next = () => setImmediate(() => pour(response));
  if (response.write(CHUNK)) next();
  else response.once('drain', next);
}

export const endlessAnswers: Trial = {
  kind: 'trial',
  name: 'cli/endless-answers',
  about: 'a server answers commands of the command line without end',
  async run(size) {
    const options = { withinMs: WITHIN_MS };
    const idle = await withHostileServer(emptyAnswer, ({ folder, connection }) =>
      runPushHarness(['job', 'list', ...connection], { folder, ...options }),
    );
    const chosen = size === 'smoke' ? COMMANDS.slice(0, 1) : COMMANDS;
    const faults: string[] = [];
    let mostBytes = 0;
    for (const words of chosen) {
      const end = await withHostileServer(endlessAnswer, ({ folder, connection }) =>
        runPushHarness([...words, ...connection], { folder, ...options }),
      );
      const aboveMb = Math.round((end.mostBytes - idle.mostBytes) / MB);
      mostBytes = Math.max(mostBytes, end.mostBytes);
      if (end.how === undefined)
        faults.push(`${words.join(' ')} reads on, and was killed after ${end.seconds.toFixed(0)} s`);
      else if (end.how === 0 || end.how === 70) faults.push(`${words.join(' ')} ends with ${end.how}`);
      if (aboveMb > MAX_MB_ABOVE) faults.push(`${words.join(' ')} takes ${aboveMb} MB for its answer`);
    }
    const figure = `${chosen.length} commands, ${Math.round(idle.mostBytes / MB)} MB with an empty answer, ${Math.round(mostBytes / MB)} MB at most`;
    return { figure, faults };
  },
};
