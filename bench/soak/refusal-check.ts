import type { SoakDiagnosis } from './diagnosis.ts';
import type { RefusalFigure } from './figures.ts';
import type { Provocations } from './provocations.ts';

/** What the server counts as refused messages; what follows is the reason. */
const MESSAGES = 'refusals.';
/** Other refusals, none of which a node of a soak provokes; what follows says what was wrong. */
const NEVER_PROVOKED = ['handshakes_failed.', 'zap.expired_key', 'zap.unknown_key'];
/** Before the reason of a refused message, where a diagnosis tells it. */
const MESSAGE = 'message_';

/**
 * Refusals by reason, those provoked and those that were not.
 * @param counters of the server, `NAME.LABEL`
 */
export function refusalFigures(
  counters: Readonly<Record<string, number>>,
  provocations: Pick<Provocations, 'of' | 'reasons'>,
): readonly RefusalFigure[] {
  const refused = new Map(
    Object.entries(counters)
      .filter(([name]) => name.startsWith(MESSAGES))
      .map(([name, count]) => [name.slice(MESSAGES.length), count]),
  );
  const reasons = [...new Set([...refused.keys(), ...provocations.reasons])].sort();
  const unprovoked = Object.entries(counters).filter(([name]) =>
    NEVER_PROVOKED.some((start) => name.startsWith(start)),
  );
  return [
    ...reasons.map((reason) => ({
      reason,
      refused: refused.get(reason) ?? 0,
      provoked: provocations.of(reason),
    })),
    ...unprovoked.map(([reason, count]) => ({ reason, refused: count, provoked: 0 })),
  ];
}

/** What the server holds against a node that the node did not do. */
export function unprovoked(
  { node, refusals }: Pick<SoakDiagnosis, 'node' | 'refusals'>,
  provocations: Pick<Provocations, 'inTheNameOf'>,
): readonly string[] {
  return Array.from(refusals).flatMap(([reason, count]) => {
    const provoked = reason.startsWith(MESSAGE)
      ? provocations.inTheNameOf(node, reason.slice(MESSAGE.length))
      : 0;
    return count > provoked ? [`${node}: ${count} refused for ${reason}, ${provoked} provoked`] : [];
  });
}
