import type { ForwardedScheme } from '../http/base-uri.ts';
import { type JobUri, jobUri } from '../http/reply.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/** Quirk `forwarded-proto-verbatim`: whatever the header says is the scheme. Source: protocol §10. */
const verbatimScheme: ForwardedScheme = (header) =>
  header === undefined || header === '' ? undefined : String(header);

/** How a server with these quirks names a job. */
export function jobUriOf(quirks: ServerQuirks): JobUri {
  return quirks.has('forwarded-proto-verbatim') ? jobUri(verbatimScheme) : jobUri();
}
