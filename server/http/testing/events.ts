import { createParser } from 'eventsource-parser';

/** An event of a stream. */
export interface ReadEvent {
  readonly event: string | undefined;
  readonly id: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The events in a stream that has ended, read as a strict reader does. */
export function readEvents(stream: string): readonly ReadEvent[] {
  const events: ReadEvent[] = [];
  const parser = createParser({
    onEvent: ({ event, id = '', data }) => events.push({ event, id, text: data, data: JSON.parse(data) }),
    onError: (error) => {
      throw error;
    },
  });
  parser.feed(stream);
  return events;
}
