/** A type as an `Accept` header asks for it: parameters other than the weight. */
interface Asked {
  readonly type: string;
  readonly hasParameters: boolean;
}

/**
 * Quirk `accept-strictly`: what asks for a parameter is nothing that there is, and a weight of 0 is one like others.
 * Source: protocol §10.
 */
export function acceptsStrictly(accept: string | undefined, types: readonly string[]): boolean {
  if (accept === undefined || accept === '') return true;
  return accept
    .split(',')
    .map(askedIn)
    .some(({ type, hasParameters }) => !hasParameters && types.some((offered) => matches(type, offered)));
}

function askedIn(text: string): Asked {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  return { type, hasParameters: parameters.some((parameter) => !/^q\s*=/.test(parameter)) };
}

function matches(asked: string, offered: string): boolean {
  if (asked === '*/*' || asked === '*' || asked === offered) return true;
  return asked.endsWith('/*') && offered.startsWith(asked.slice(0, -1));
}
