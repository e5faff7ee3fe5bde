import { defineBehaviour } from './behaviour.ts';
import { scripting } from './scripts.ts';

/** Does what a real client does; its commands are pretended, take a moment, and succeed. */
export const healthy = defineBehaviour({
  name: 'healthy',
  summary: 'answers at once; its pretended command succeeds after a moment',
  defaults: { runMs: 10, stdout: '', stderr: '' },
  reshape: (planned, { options }) =>
    scripting(planned, { afterMs: options.runMs, stdout: options.stdout, stderr: options.stderr }),
});
