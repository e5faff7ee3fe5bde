import { digest, type SigningScheme } from './scheme.ts';
import { version10 } from './v1-0.ts';

/** Version 1.1: as 1.0, but the name is hashed, so that a long one fits under the signature. Source: protocol §1. */
export const version11: SigningScheme = {
  ...version10,
  signedString: (request) => version10.signedString({ ...request, userId: digest('sha1', request.userId) }),
};
