import { defineBehaviour } from './behaviour.ts';
import { later } from './reshaping.ts';

/** Its network comes up some time after it, once. */
export const lateNetwork = defineBehaviour({
  name: 'late-network',
  summary: 'cannot reach the server at first, or only its command socket',
  defaults: { afterMs: 5_000, channel: 'all' },
  choices: { channel: ['all', 'command'] },
  memory: () => ({ isUp: false }),
  reshape: (planned, { options, input, memory }) => {
    const late = options.channel === 'all' ? input.type === 'born' : input.type === 'configured';
    if (!late || memory.isUp) return planned;
    memory.isUp = true;
    return planned.map((effect) =>
      effect.type === 'configure' || effect.type === 'openSockets' || effect.type === 'send'
        ? later(effect, options.afterMs)
        : effect,
    );
  },
});
