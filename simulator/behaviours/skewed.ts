import type { VirtualNodeEffect } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';

/** Its clock is wrong: what it signs, and what it thinks of the server's timestamps. */
export const skewed = defineBehaviour({
  name: 'skewed',
  summary: 'its clock is off by so much',
  defaults: { byMs: 600_000 },
  meanings: {
    byMs: 'How far its clock is fast, in milliseconds; a number below 0 makes it slow.',
  },
  reshape: (planned, { options }) =>
    planned.flatMap((effect) => (effect.type === 'newIncarnation' ? [effect, skew(options.byMs)] : effect)),
});

function skew(byMs: number): VirtualNodeEffect {
  return { type: 'skewClock', byMs };
}
