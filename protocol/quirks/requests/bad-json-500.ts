import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const badJson500 = defineQuirk({
  name: 'bad-json-500',
  of: 'server',
  weight: 'costly',
  summary: 'A request body that is empty or is no JSON is answered 500 with a stack trace.',
  ours: 'It is a 400 that says so.',
  cost: 'A client takes its own mistake for a fault of the server, and retries.',
});
