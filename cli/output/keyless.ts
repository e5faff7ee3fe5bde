import { withoutKeys } from '../../protocol/signing/pem.ts';
import type { Screen } from './output.ts';

/**
 * A screen that shows no private key, wherever it comes from: a value on the command line, a file that could not be read,
 * the answer of a server. Bytes are what somebody has asked for, and written as they are.
 */
export function keyless(screen: Screen): Screen {
  return {
    isTerminal: screen.isTerminal,
    canRedraw: screen.canRedraw,
    paint: screen.paint,
    size: () => screen.size(),
    onResize: (listener) => screen.onResize(listener),
    write: (chunk) => screen.write(typeof chunk === 'string' ? withoutKeys(chunk) : chunk),
  };
}
