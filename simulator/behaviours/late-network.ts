import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { later } from './reshaping.ts';

/** Its network comes up some time after it, once. */
export const lateNetwork = defineBehaviour({
  name: 'late-network',
  summary: 'cannot reach the server at first, or only its command socket',
  defaults: { afterMs: 5_000, channel: 'all' },
  meanings: {
    afterMs:
      'How long it cannot reach the server, in milliseconds from its start (all) or from its configuration (command).',
    channel: 'What it cannot reach at first: the whole server, or only its command socket.',
  },
  choices: { channel: ['all', 'command'] },
  limits: { afterMs: DURATION_MS },
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
