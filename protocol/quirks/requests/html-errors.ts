import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const htmlErrors = defineQuirk({
  name: 'html-errors',
  of: 'server',
  weight: 'costly',
  summary:
    'Errors are HTML pages for a missing resource and for the statuses 405, 406, 415, 500 and 501, and JSON errors have no Content-Type.',
  ours: 'Errors are JSON bodies declared as application/json.',
  cost: 'A client that parses every error as JSON fails on the error instead of reporting it.',
});
