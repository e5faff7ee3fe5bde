import { defineQuirk } from '../quirk.ts';

/** Source: protocol §10. */
export const headersBeforeSize = defineQuirk({
  name: 'headers-before-size',
  of: 'server',
  weight: 'harmless',
  summary:
    'Missing authentication headers are reported before a body that is too large, and before a missing or bad ccpk.',
  ours: 'The order is size, headers, ccpk.',
  cost: 'None: both are reported, in another order.',
});
