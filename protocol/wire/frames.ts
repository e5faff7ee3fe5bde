/** The frames of a message, as they travel. */
export type Frames = readonly (string | Uint8Array)[];
