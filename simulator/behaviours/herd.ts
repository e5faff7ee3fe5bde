import { defineBehaviour } from './behaviour.ts';
import { DURATION_MS } from './limits.ts';
import { changing } from './reshaping.ts';

const TIMER = 'behaviour:herd';

/** Does with all its like at the same instant what real clients spread over time. */
export const herd = defineBehaviour({
  name: 'herd',
  summary: 'reconnects at the same instant as all its like',
  defaults: { everyMs: 0 },
  meanings: {
    everyMs:
      'Time between two moments of the wall clock at which it opens its sockets anew, in milliseconds; 0: only a restarted server makes it.',
  },
  limits: { everyMs: DURATION_MS },
  hear: (input) => (input.type === 'timer' && input.timer === TIMER ? { type: 'networkChanged' } : input),
  reshape: (planned, { options, input, nowMs }) => {
    const together = changing(planned, 'startTimer', (effect) =>
      effect.timer === 'settle' ? { ...effect, betweenMs: [0, 0] } : effect,
    );
    const again = input.type === 'configured' || input.type === 'networkChanged';
    if (options.everyMs <= 0 || !again) return together;
    const leftMs = options.everyMs - (nowMs % options.everyMs);
    return [...together, { type: 'startTimer', timer: TIMER, betweenMs: [leftMs, leftMs] }];
  },
});
