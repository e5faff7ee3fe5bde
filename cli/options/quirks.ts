import {
  CLIENT_QUIRKS,
  type ClientQuirkName,
  SERVER_QUIRKS,
  type ServerQuirkName,
} from '../../protocol/quirks/catalogue.ts';
import { parseQuirkChoice, type QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import { UsageError } from '../program/errors.ts';
import { suggestion } from './suggestion.ts';

/** The quirks of servers that an option names. @throws UsageError for a name that none has, with what was probably meant */
export function serverQuirksFrom(given: string): QuirkChoice<ServerQuirkName> {
  return quirksFrom(given, 'server', SERVER_QUIRKS);
}

/** The same for the quirks of push clients. @throws UsageError */
export function clientQuirksFrom(given: string): QuirkChoice<ClientQuirkName> {
  return quirksFrom(given, 'client', CLIENT_QUIRKS);
}

function quirksFrom<N extends string>(
  given: string,
  of: 'server' | 'client',
  quirks: readonly { readonly name: N }[],
): QuirkChoice<N> {
  const chosen = parseQuirkChoice(given);
  if (typeof chosen === 'string') return chosen;
  const names: readonly string[] = quirks.map(({ name }) => name);
  for (const name of chosen) {
    if (names.includes(name)) continue;
    const meant = suggestion(name, ['shipped', 'none', ...names]);
    const remedy = meant === undefined ? 'push-harness quirks lists them.' : `did you mean ${meant}?`;
    throw new UsageError(`--quirks names ${name}, which is no quirk of a ${of}; ${remedy}`);
  }
  return chosen as readonly N[];
}
