import { systemClock } from '../../../protocol/time/clock.ts';
import { processControl } from './process-control.ts';
import { parseProcessId } from './process-id.ts';
import { removeFolder } from './remove-folder.ts';
import { Sweep } from './sweep.ts';

/**
 * The main module of a supervisor whose fleet has ended without a word: ends what its commands have left, then removes its
 * temporary folder.
 *
 *     clean-up.ts FLEET_MARK FOLDER_OR_EMPTY [PROCESS_ID…]
 */
const [mark = '', folder = '', ...leaders] = process.argv.slice(2);
if (mark === '') throw new Error('the mark of a fleet is needed');

// nobody else will do it
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

try {
  await new Sweep(systemClock, processControl()).end({ mark, leaders: leaders.map(parseProcessId) });
} finally {
  if (folder !== '') await removeFolder(folder);
}
