import { sign, verify } from 'node:crypto';
import type { SigningScheme } from './scheme.ts';

/** Version 1.3: SHA-256, path and name in the clear, an ordinary RSA signature. Source: protocol §1. */
export const version13: SigningScheme = {
  digest: 'sha256',
  signedString: (request) =>
    [
      `Method:${request.method}`,
      `Path:${request.path}`,
      `X-Ops-Content-Hash:${request.contentHash}`,
      'X-Ops-Sign:version=1.3',
      `X-Ops-Timestamp:${request.timestamp}`,
      `X-Ops-UserId:${request.userId}`,
      `X-Ops-Server-API-Version:${request.serverApiVersion}`,
    ].join('\n'),
  sign: (text, privateKey) => sign('sha256', Buffer.from(text), privateKey),
  verify: (text, signature, publicKey) => {
    try {
      return verify('sha256', Buffer.from(text), publicKey, signature);
    } catch {
      // a key that is no RSA key verifies nothing
      return false;
    }
  },
};
