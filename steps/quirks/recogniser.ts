import type { Reply } from '../../protocol/client/reply.ts';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';

/** What a step wants of an answer, as far as a quirk may answer otherwise. */
export type Wanted =
  | { readonly what: 'status'; readonly status: number }
  /** The error's text or texts: `"error": text` or `"error": [text, …]`. */
  | { readonly what: 'error'; readonly error: string | readonly string[] }
  /** A JSON object with an error, declared as JSON. */
  | { readonly what: 'error body' }
  /** `undefined`: the header is not there. */
  | { readonly what: 'header'; readonly name: string; readonly value: string | undefined }
  /** The methods of `Allow`, in any order. */
  | { readonly what: 'allow'; readonly methods: readonly string[] }
  /** `WWW-Authenticate`. */
  | { readonly what: 'challenge' }
  | { readonly what: 'location'; readonly begins: string }
  /** A node by its name, which the path has in this spelling. `isThere`: the server knows it. */
  | { readonly what: 'node'; readonly name: string; readonly spelled: string; readonly isThere: boolean };

/** An answer with the request that it answers. */
export type Exchange = Reply & { readonly sent: NonNullable<Reply['sent']> };

/** What of the scenario has to do with an answer. */
export interface Scene {
  /** The organisation in which the scenario's jobs are. */
  readonly org: string;
  readonly jobIds: readonly string[];
  /** Whether a name is a client of the organisation and a user of none. */
  readonly isClientAndStranger: (name: string) => boolean;
}

/** Knows the answers that a server with a quirk gives in the place of those that are wanted. */
export interface Recogniser {
  readonly quirk: ServerQuirkName;
  /** Such a server makes a job where none is wanted. */
  readonly makesJob?: true;
  /** The protocol leaves it open: it is noted of a target that may have it, and never held against any. */
  readonly isLeftOpen?: true;
  /**
   * Whether a server that has this quirk, and is right in all else, gives this answer where another is wanted. Pure, and
   * never true of an answer that is as wanted.
   */
  recognises(exchange: Exchange, wanted: Wanted, scene: Scene): boolean;
}

/** A header of the request, whatever the case of its name. */
export function sentHeader({ sent }: Exchange, name: string): string | undefined {
  return Object.entries(sent.headers).find(([known]) => known.toLowerCase() === name)?.[1];
}
