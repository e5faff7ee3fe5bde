import { defineBehaviour } from './behaviour.ts';
import { changing } from './reshaping.ts';

/** Knows no CURVE, as a push client of version 1. A server has to be told to take such nodes. Source: protocol §3. */
export const unencrypted = defineBehaviour({
  name: 'unencrypted',
  summary:
    'connects without encryption, as clients of version 1; requires a server started with --allow-unencrypted',
  defaults: {},
  meanings: {},
  reshape: (planned) => changing(planned, 'configure', (effect) => ({ ...effect, unencrypted: true })),
});
