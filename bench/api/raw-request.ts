import { createPrivateKey, type KeyObject } from 'node:crypto';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import type { ServerAccess } from '../server/server-child.ts';

export interface RequestToSign {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: string;
  /** Whether the server closes the connection behind its answer. */
  readonly close?: boolean;
}

/** Signs requests once, to be sent any number of times while their timestamp holds. Source: protocol §1. */
export class RequestSigner {
  readonly #access: ServerAccess;
  readonly #privateKey: KeyObject;

  constructor(access: ServerAccess) {
    this.#access = access;
    this.#privateKey = createPrivateKey(access.privateKey);
  }

  /** `/organizations/ORG/pushy/SUBPATH` */
  pushyPath(subPath: string): string {
    return `/organizations/${this.#access.org}/pushy/${subPath}`;
  }

  /** The headers that sign a request of now. */
  signature(method: string, path: string, body: string | Buffer): Readonly<Record<string, string>> {
    return signRequest({
      method,
      path,
      body,
      userId: this.#access.user,
      timestampMs: Date.now(),
      version: '1.3',
      privateKey: this.#privateKey,
    });
  }

  /** A request as it goes over the wire. */
  sign({ method, path, body, accept = 'application/json', close }: RequestToSign): string {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      Host: new URL(this.#access.url).host,
      Accept: accept,
      ...(close && { Connection: 'close' }),
      ...(body !== undefined && {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
      }),
      ...this.signature(method, path, text),
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${text}`;
  }
}
