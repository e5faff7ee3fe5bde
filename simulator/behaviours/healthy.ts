import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { scripting } from './scripts.ts';

/** Does what a real client does; its commands are pretended, take a moment, and succeed. */
export const healthy = defineBehaviour({
  name: 'healthy',
  summary: 'answers at once; its pretended command succeeds after a moment',
  defaults: { runMs: 10, stdout: '', stderr: '' },
  meanings: {
    runMs: 'How long its pretended command takes, in milliseconds.',
    stdout: 'What the command writes to stdout.',
    stderr: 'What the command writes to stderr.',
  },
  limits: { runMs: DURATION_MS },
  reshape: (planned, { options }) =>
    scripting(planned, { afterMs: options.runMs, stdout: options.stdout, stderr: options.stderr }),
});
