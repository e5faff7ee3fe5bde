import { defineBehaviour } from './behaviour.ts';
import { later, says } from './reshaping.ts';

/** Its heartbeats come late, in bursts, or not at all. */
export const erratic = defineBehaviour({
  name: 'erratic',
  summary: 'its heartbeats are missing, late, or come in bursts, a share of each',
  defaults: { missing: 0.2, late: 0.2, lateMs: 1_000, bursts: 0.1, burst: 3 },
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
