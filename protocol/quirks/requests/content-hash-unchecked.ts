import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const contentHashUnchecked = defineQuirk({
  name: 'content-hash-unchecked',
  of: 'server',
  weight: 'costly',
  summary: 'A request is let in although X-Ops-Content-Hash is not the digest of its body.',
  ours: 'The request is rejected with 401.',
  cost: 'A client whose header is wrong works there and nowhere else. The signature covers the body itself all the same.',
});
