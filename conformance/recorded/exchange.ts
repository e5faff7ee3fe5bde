import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SigningVersion } from '../../protocol/signing/scheme.ts';

/** How a request was signed where it was not simply with 1.1, the right key and the right time. */
export interface RequestSigning {
  readonly version?: SigningVersion;
  /** How far the clock of whoever asked was off. */
  readonly clockSeconds?: number;
  readonly wrongKey?: true;
  /** The path was signed as it was sent, a slash at its end included. */
  readonly asSent?: true;
  /** What was signed in place of the body that was sent. */
  readonly signedBody?: string;
  /** Headers that were left out afterwards. */
  readonly without?: readonly string[];
}

/** Text, or a character that is repeated. */
export type BodyPart = string | { readonly repeat: string; readonly times: number };

export interface RecordedRequest {
  /** Who signed; null: nobody did. */
  readonly as: string | null;
  readonly method: string;
  readonly path: string;
  /** Those of the signature only where they were changed after signing. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signing?: RequestSigning;
  readonly body?: readonly BodyPart[];
}

/** At most one of `json`, `page`, `text` and `feed`; none for an empty body. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** `json` is the beginning of a list that went on. */
  readonly truncated?: true;
  /** HTML, its stack trace left out. */
  readonly page?: string;
  readonly text?: string;
  /** Server-Sent Events as they came, chunk sizes left out. */
  readonly feed?: string;
}

export interface RecordedExchange {
  /** Number of the section and title: unique. */
  readonly name: string;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
}

const FOLDER = join(import.meta.dirname, 'exchanges');

/** Every exchange, in the order in which they were recorded. */
export function loadExchanges(): readonly RecordedExchange[] {
  return readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) => {
      const section = Number.parseInt(file, 10);
      const stored = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly (Omit<
        RecordedExchange,
        'name'
      > & { readonly title: string })[];
      return stored.map(({ title, request, response }) => ({
        name: `${section} ${title}`,
        request,
        response,
      }));
    });
}

/** The id of a job that a path or a URI names. */
export function jobIdIn(text: string): string | undefined {
  return /\/(?:jobs|job_status_feed)\/([0-9a-f]{32})(?:[/?]|$)/.exec(text)?.[1];
}

/** The recorded id of the job that an exchange made, by its `Location`. */
export function madeJobId({
  status,
  headers,
}: Pick<RecordedResponse, 'status' | 'headers'>): string | undefined {
  return status === 201 ? jobIdIn(headers.Location ?? '') : undefined;
}
