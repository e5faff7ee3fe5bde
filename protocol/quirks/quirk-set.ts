import {
  CLIENT_QUIRKS,
  type ClientQuirkName,
  QUIRKS,
  SERVER_QUIRKS,
  type ServerQuirkName,
} from './catalogue.ts';
import type { QuirkChoice } from './quirk-choice.ts';

/** A choice of quirks that cannot be used. The message names the word and the remedy. */
export class QuirkChoiceError extends Error {
  override readonly name = 'QuirkChoiceError';
}

const NAMES = {
  server: SERVER_QUIRKS.map(({ name }) => name),
  client: CLIENT_QUIRKS.map(({ name }) => name),
} as const;

/** The names of the quirks of servers that are chosen; `shipped` is all of them. @throws QuirkChoiceError */
export function serverQuirks(choice: QuirkChoice<string>): ReadonlySet<ServerQuirkName> {
  return chosen<ServerQuirkName>('server', choice);
}

/** The same for the quirks of push clients. @throws QuirkChoiceError */
export function clientQuirks(choice: QuirkChoice<string>): ReadonlySet<ClientQuirkName> {
  return chosen<ClientQuirkName>('client', choice);
}

/** The chosen quirks of a server that ours can have: those that are not shared and occur in this dialect. */
export function switchable(
  quirks: ReadonlySet<ServerQuirkName>,
  dialect: 'documented' | 'pushy-server',
): ReadonlySet<ServerQuirkName> {
  return new Set(
    [...quirks].filter((name) => !QUIRKS[name].isShared && QUIRKS[name].dialects.includes(dialect)),
  );
}

function chosen<N extends string>(of: 'server' | 'client', choice: QuirkChoice<string>): ReadonlySet<N> {
  const names = NAMES[of] as readonly string[] as readonly N[];
  if (choice === 'none') return new Set();
  if (choice === 'shipped') return new Set(names);
  for (const name of choice) {
    if (names.includes(name as N)) continue;
    throw new QuirkChoiceError(
      `There is no quirk ${name} of a ${of}. Give shipped, none or some of: ${names.join(', ')}.`,
    );
  }
  return new Set(choice as readonly N[]);
}
