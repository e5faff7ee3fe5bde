import type { Logger } from 'pino';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import { isLoopback } from '../loopback.ts';
import { StartError } from '../start-error.ts';

/** The quirks that a server has. Policies are chosen by it once, when the server is made. */
export type ServerQuirks = ReadonlySet<ServerQuirkName>;

export const NO_QUIRKS: ServerQuirks = new Set();

/**
 * The quirks that a server is to have: those chosen that ours can have in its dialect. Those that open the server to
 * somebody are reported in the log, and allowed on a loopback address alone. Source: protocol §10.
 * @param host the IP address that the server listens at
 * @throws StartError for a name that no quirk has, and for a quirk of weight `security` on any other address
 */
export async function chooseQuirks(
  choice: QuirkChoice<string>,
  { dialect, host, log }: { readonly dialect: DialectName; readonly host: string; readonly log: Logger },
): Promise<ServerQuirks> {
  if (choice === 'none') return NO_QUIRKS;
  // the catalogue is loaded only where quirks are asked for: a start is short
  const [{ serverQuirks, switchable, QuirkChoiceError }, { QUIRKS }] = await Promise.all([
    import('../../protocol/quirks/quirk-set.ts'),
    import('../../protocol/quirks/catalogue.ts'),
  ]);
  const asked = (): ServerQuirks => {
    try {
      return serverQuirks(choice);
    } catch (cause) {
      throw cause instanceof QuirkChoiceError ? new StartError(cause.message, { cause }) : cause;
    }
  };
  const quirks = switchable(asked(), dialect);
  const open = [...quirks].filter((name) => QUIRKS[name].weight === 'security');
  if (open.length === 0) return quirks;
  if (!isLoopback(host)) {
    throw new StartError(
      `The quirks ${open.join(', ')} open the server to others and are allowed on a loopback address only, not on ${host}: use --host 127.0.0.1, or leave them out of --quirks.`,
    );
  }
  log.warn({ quirks: open }, 'the server has quirks that open it to others: for tests on this machine only');
  return quirks;
}
