/** The media type under which a quirk that a scenario met is attached to it: its name, and what was seen of it. */
export const QUIRK_MEDIA_TYPE = 'application/vnd.push-harness.quirk+json';
