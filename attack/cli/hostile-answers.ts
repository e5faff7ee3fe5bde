import type { RequestListener } from 'node:http';
import type { Trial } from '../attack.ts';
import { runPushHarness } from '../processes/program.ts';
import { withHostileServer } from './hostile-server.ts';

const WITHIN_MS = 60_000;
const OWN_ERROR = 70;
const ID = '0123456789abcdef0123456789abcdef';
const DEEP = 100_000;
const ESCAPE = '\u001b]0;title\u0007\u001b[31m';

const COMMANDS: readonly (readonly string[])[] = [
  ['job', 'list'],
  ['job', 'status', ID],
  ['job', 'start', 'true', 'web1'],
  ['node', 'status'],
  ['client', 'list'],
  ['doctor', 'web1'],
];

/** What no server of ours says; each is answered to everything. */
const BODIES: Readonly<Record<string, string>> = {
  'no JSON': '<html>',
  nothing: '',
  null: 'null',
  'a number': '1e400',
  'deep arrays': `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
  'deep objects': `${'{"nodes":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
  'a list of nulls': '[null]',
  'keys of prototypes':
    '{"__proto__":{"x":1},"constructor":null,"status":"complete","nodes":{"__proto__":["a"]}}',
  escapes: JSON.stringify([
    { id: ESCAPE, status: ESCAPE, node_name: ESCAPE, command: ESCAPE, error: [ESCAPE] },
  ]),
};

export const hostileAnswers: Trial = {
  kind: 'trial',
  name: 'cli/hostile-answers',
  about: 'a server answers commands of the command line with what is no answer',
  async run(size) {
    const faults: string[] = [];
    const [commands, bodies] = [COMMANDS, Object.entries(BODIES)].map((all) =>
      size === 'smoke' ? all.slice(0, 1) : all,
    ) as [typeof COMMANDS, readonly (readonly [string, string])[]];
    for (const [what, body] of bodies) {
      const answer: RequestListener = (_request, response) => {
        response.setHeader('content-type', 'application/json').end(body);
      };
      for (const words of commands) {
        const end = await withHostileServer(answer, ({ folder, connection }) =>
          runPushHarness([...words, ...connection], { folder, withinMs: WITHIN_MS }),
        );
        const who = `${words.join(' ')}, answered ${what},`;
        if (end.how === undefined) faults.push(`${who} does not end`);
        if (end.how === OWN_ERROR)
          faults.push(`${who} calls it an error of ours: ${end.output.slice(0, 200)}`);
        if (end.output.includes('\u001b]')) faults.push(`${who} writes escapes to the terminal`);
      }
    }
    return { figure: `${commands.length * bodies.length} commands`, faults };
  },
};
