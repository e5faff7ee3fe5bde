import type { Dispatcher } from 'undici';

export type Method = Dispatcher.HttpMethod;

/** What goes along with a method and a path. */
export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string | Uint8Array;
  /** These win over ours; undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly signed?: boolean;
  /** Milliseconds since the Unix epoch. Default: now. */
  readonly signedAtMs?: number;
  readonly signal?: AbortSignal;
}

/** What goes along with the path of a stream. */
export interface StreamOptions extends Pick<RequestOptions, 'headers' | 'signed' | 'signal'> {
  /** A stream that says nothing for this long is broken; 0 waits for ever. */
  readonly silenceTimeoutMs: number;
}

/** What is sent as the body; undefined where nothing is. */
export function bodyOf({ body, rawBody }: RequestOptions): RequestOptions['rawBody'] {
  return rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
}

/** The same, given up by this signal too. */
export function withSignal<O extends { readonly signal?: AbortSignal }>(options: O, signal: AbortSignal): O {
  return {
    ...options,
    signal: options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]),
  };
}
