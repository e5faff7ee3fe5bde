import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const negativeRunTimeout = defineQuirk({
  name: 'negative-run-timeout',
  of: 'server',
  weight: 'costly',
  summary: 'A negative run_timeout is accepted; the job crashes, and its node stays ready.',
  ours: 'It is a 400.',
  cost: 'A job is lost that a check would have stopped.',
});
