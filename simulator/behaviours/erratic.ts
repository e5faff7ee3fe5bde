import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS, SHARE } from './limits.ts';
import { later, says } from './reshaping.ts';

/** Its heartbeats come late, in bursts, or not at all. */
export const erratic = defineBehaviour({
  name: 'erratic',
  summary: 'its heartbeats are missing, late, or come in bursts, a share of each',
  defaults: { missing: 0.2, late: 0.2, lateMs: 1_000, bursts: 0.1, burst: 3 },
  meanings: {
    missing: 'The share of heartbeats that it does not send.',
    late: 'The share of heartbeats that are late.',
    lateMs: 'The most that a heartbeat is late, in milliseconds; each is late by a random part of it.',
    bursts: 'The share of heartbeats that it sends as a burst.',
    burst: 'How many heartbeats are in a burst.',
  },
  limits: {
    missing: SHARE,
    late: SHARE,
    lateMs: DURATION_MS,
    bursts: SHARE,
    burst: { least: 0, most: 1_000, isWhole: true },
  },
  reshape: (planned, { options, random }) =>
    planned.flatMap((effect) => {
      if (!says(effect, ['heartbeat'])) return effect;
      const luck = random().next();
      if (luck < options.missing) return [];
      if (luck < options.missing + options.late) return later(effect, random().between(0, options.lateMs));
      if (luck < options.missing + options.late + options.bursts) {
        return Array.from({ length: options.burst }, () => effect);
      }
      return effect;
    }),
});
