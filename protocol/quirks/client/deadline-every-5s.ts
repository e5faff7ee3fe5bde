import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const deadlineEvery5s = defineQuirk({
  name: 'deadline-every-5s',
  of: 'client',
  weight: 'harmless',
  summary: 'The client checks only every 5 s whether its configuration has expired.',
  ours: 'It is fetched anew at once.',
  cost: 'A configuration with a short lifetime is used for up to 5 s too long.',
});
