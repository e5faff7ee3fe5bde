import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const fraction500 = defineQuirk({
  name: 'fraction-500',
  of: 'server',
  weight: 'costly',
  summary: 'A quorum or run_timeout written with a fraction, even 1.0, is answered 500.',
  ours: '1.0 is the whole number 1; a real fraction is a 400.',
  cost: 'Clients in languages that write numbers as 1.0 cannot start jobs.',
});
