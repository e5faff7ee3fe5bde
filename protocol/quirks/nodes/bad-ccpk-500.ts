import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const badCcpk500 = defineQuirk({
  name: 'bad-ccpk-500',
  of: 'server',
  weight: 'costly',
  summary:
    'A ccpk of 40 characters that are no Z85 is answered 500, an empty one 401, and one given twice 200.',
  ours: 'They are 401 Bad ccpk, 400 and 400.',
  cost: 'A client with a damaged key gets an error as if the server were broken.',
});
