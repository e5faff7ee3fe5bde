import { signRaw, verifyRaw } from './raw-rsa.ts';
import { digest, type SigningScheme } from './scheme.ts';

/** Version 1.0: SHA-1, the name in the clear, raw RSA. Source: protocol §1. */
export const version10: SigningScheme = {
  digest: 'sha1',
  signedString: (request) =>
    [
      `Method:${request.method}`,
      `Hashed Path:${digest('sha1', request.path)}`,
      `X-Ops-Content-Hash:${request.contentHash}`,
      `X-Ops-Timestamp:${request.timestamp}`,
      `X-Ops-UserId:${request.userId}`,
    ].join('\n'),
  sign: signRaw,
  verify: verifyRaw,
};
