/** The media type under which a delay that overlaps a failure is attached to it: who was held up, and for how long. */
export const DELAY_MEDIA_TYPE = 'application/vnd.push-harness.delay+json';
