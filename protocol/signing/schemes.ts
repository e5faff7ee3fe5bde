import type { SigningScheme, SigningVersion } from './scheme.ts';
import { version10 } from './v1-0.ts';
import { version11 } from './v1-1.ts';
import { version13 } from './v1-3.ts';

/** Every version of request signing that is spoken. */
export const SIGNING_SCHEMES: Readonly<Record<SigningVersion, SigningScheme>> = {
  '1.0': version10,
  '1.1': version11,
  '1.3': version13,
};

/** True for a version that is spoken. */
export function isSigningVersion(text: string | undefined): text is SigningVersion {
  return text !== undefined && Object.hasOwn(SIGNING_SCHEMES, text);
}
