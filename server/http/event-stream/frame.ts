/** One event as it travels. JSON text has no line breaks, so the data is always one line. Source: protocol §7. */
export function formatFeedEvent(name: string, id: string, data: unknown): Buffer {
  return Buffer.from(`event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** Says that the stream lives; readers pass over it. */
export const KEEP_ALIVE_FRAME = Buffer.from(': keep-alive\n\n');
