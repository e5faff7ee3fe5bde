import type { Attachment } from '@cucumber/messages';

/** What JSON of one media type was attached, in order; an attachment that is no JSON is left out. */
export function attachedJson(attachments: readonly Attachment[], wanted: string): readonly unknown[] {
  return attachments.filter(({ mediaType }) => mediaType === wanted).flatMap(jsonOf);
}

function jsonOf({ body, contentEncoding }: Attachment): readonly unknown[] {
  const text = contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body;
  try {
    return [JSON.parse(text) as unknown];
  } catch {
    return []; // what cannot be read is no reason to lose the report
  }
}
