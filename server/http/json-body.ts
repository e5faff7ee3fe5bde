import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { refusal } from './errors.ts';

/** Which refusal a body meets that is no JSON. */
export type NotJson = 'not_json' | 'job_not_json';

/** A body as text and as the value that it stands for. */
export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

const DECLARED_JSON = /^\s*application\/json\s*(?:;|$)/i;

/** Throws `not_declared_json` for a body that is not declared as JSON (RFC 8259: in UTF-8), `notJson` for none. */
export function readJson(headers: IncomingHttpHeaders, body: Buffer, notJson: NotJson): JsonBody {
  const contentType = headers['content-type'];
  const isDeclared = contentType !== undefined && DECLARED_JSON.test(contentType);
  if (!isDeclared && (contentType !== undefined || body.byteLength > 0)) throw refusal('not_declared_json');
  if (!isUtf8(body)) throw refusal(notJson);
  const text = body.toString();
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    // where exactly it breaks off is for the client's own tools to find
    throw refusal(notJson);
  }
}
