import type { Logger } from 'pino';
import { withoutKeys } from '../../protocol/signing/pem.ts';
import { choice } from './option-kinds.ts';
import type { OptionTable } from './option-table.ts';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** How much a server writes of what it does. */
export const LOG_OPTION = {
  logLevel: {
    kind: choice(LOG_LEVELS),
    value: 'level',
    about: `least severe level that is logged: ${LOG_LEVELS.join(', ')}`,
    default: 'warn',
  },
} satisfies OptionTable;

/** A log of that level to stderr, without private keys. */
export async function logTo(level: (typeof LOG_LEVELS)[number]): Promise<Logger> {
  const { pino } = await import('pino');
  const stderr = pino.destination({ dest: 2, sync: true });
  return pino({ level }, { write: (line) => stderr.write(withoutKeys(line)) });
}
