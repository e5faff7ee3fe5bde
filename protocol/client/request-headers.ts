import type { KeyObject } from 'node:crypto';
import type { SigningVersion } from '../signing/scheme.ts';
import { signRequest } from '../signing/sign-request.ts';
import type { RequestOptions } from './request-options.ts';

/** What is sent, and who signs it. */
export interface HeadersFor {
  readonly method: string;
  readonly path: string;
  readonly body: string | Uint8Array | undefined;
  readonly user: string;
  readonly privateKey: KeyObject;
  readonly version?: SigningVersion;
  readonly serverApiVersion?: string;
  /** Where the request does not say when it was signed. */
  readonly nowMs: number;
}

/** The headers of a request, signed unless it says otherwise. */
export function requestHeaders(
  { method, path, body, user, privateKey, version, serverApiVersion, nowMs }: HeadersFor,
  options: RequestOptions,
): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (serverApiVersion !== undefined) headers['X-Ops-Server-API-Version'] = serverApiVersion;
  if (options.signed ?? true) {
    const signature = signRequest({
      method,
      path,
      body: body ?? '',
      userId: user,
      timestampMs: options.signedAtMs ?? nowMs,
      version: version ?? '1.3',
      privateKey,
      ...(serverApiVersion !== undefined && { serverApiVersion }),
    });
    Object.assign(headers, signature);
  }
  return overridden(headers, options.headers ?? {});
}

/** Header names are the same whatever their case. */
function overridden(
  headers: Record<string, string>,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  for (const [name, value] of Object.entries(changes)) {
    const old = Object.keys(headers).find((known) => known.toLowerCase() === name.toLowerCase());
    if (old !== undefined) delete headers[old];
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}
