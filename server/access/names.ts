import { type Refused, refuse } from './result.ts';

/** The dots alone would mean folders in a path. */
const PRINCIPAL_NAME = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,255}$/;
const ORGANISATION_NAME = /^[a-z0-9][a-z0-9_-]{0,254}$/;

/** Says what is wrong with a name as Chef would have it, or undefined. */
export function checkName(
  what: 'organisation' | 'user' | 'client' | 'group',
  name: string,
): Refused | undefined {
  if (what === 'organisation') {
    if (ORGANISATION_NAME.test(name)) return undefined;
    return refuse(
      'invalid',
      `Invalid organization name ${shown(name)}: it must begin with a lower-case letter or a digit, may hold ` +
        'lower-case letters, digits, _ and -, and must have 1 to 255 characters.',
    );
  }
  if (PRINCIPAL_NAME.test(name)) return undefined;
  return refuse(
    'invalid',
    `Invalid ${what} name ${shown(name)}: it may hold letters, digits, _, - and ., and must have 1 to 255 characters.`,
  );
}

function shown(name: string): string {
  return JSON.stringify(name.length > 64 ? `${name.slice(0, 64)}…` : name);
}
