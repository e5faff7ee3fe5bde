import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { refusal } from './errors.ts';
import { hasBody } from './read-body.ts';

/** Which refusal a body meets that is no JSON. */
export type NotJson = 'not_json' | 'job_not_json' | 'internal_error';

/** A body as text and as the value that it stands for. */
export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

const DECLARED_JSON = /^\s*application\/json\s*(?:;|$)/i;

/** Whether a body is declared as JSON, or there is none to declare. */
export function isDeclaredJson(headers: IncomingHttpHeaders): boolean {
  const contentType = headers['content-type'];
  return contentType === undefined ? !hasBody(headers) : DECLARED_JSON.test(contentType);
}

/** Throws `notJson` for a body that is none, or not in UTF-8. Source: RFC 8259. */
export function readJson(body: Buffer, notJson: NotJson): JsonBody {
  if (!isUtf8(body)) throw refusal(notJson);
  const text = body.toString();
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    // where exactly it breaks off is for the client's own tools to find
    throw refusal(notJson);
  }
}
