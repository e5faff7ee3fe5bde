import { LoopWatch } from '../../bench/process/loop-watch.ts';

/**
 * Loaded into the process of a server that is attacked: says over the channel to whoever started it how late its event loop
 * has been. `/metrics` tells it as well, but forgets when anybody looks, which attacks do.
 */
const watch = new LoopWatch();
watch.start();
process.on('message', () => {
  process.send?.(watch.recent().maxMs);
});
// the server ends when it has nothing left to do, and with whoever started it
process.channel?.unref();
process.on('disconnect', () => process.exit());
