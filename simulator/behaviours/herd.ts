import { defineBehaviour } from './behaviour.ts';
import { changing } from './reshaping.ts';

const TIMER = 'behaviour:herd';

/** Does with all its like at the same instant what real clients spread over time. */
export const herd = defineBehaviour({
  name: 'herd',
  summary: 'reconnects at the same instant as all its like',
  /** Every so often by the wall clock it opens its sockets anew; 0: only a new server makes it. */
  defaults: { everyMs: 0 },
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
