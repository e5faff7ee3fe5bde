import type { Frame } from '../../../protocol/zmtp/frame.ts';

/** What a frame takes beside its bytes, so that a million empty ones are not for nothing. */
const FRAME_BYTES = 64;

/** Puts the frames of a message together, so many bytes at most: how many frames there will be, nobody says before. */
export class Assembly {
  readonly #most: number;
  #frames: Buffer[] = [];
  #bytes = 0;

  constructor(maxMessageBytes: number) {
    this.#most = maxMessageBytes;
  }

  /** The message whose last frame this is; undefined where more are to follow. */
  add({ body, hasMore }: Frame): Buffer[] | 'message_too_long' | undefined {
    this.#bytes += body.byteLength + FRAME_BYTES;
    if (this.#bytes > this.#most) return 'message_too_long';
    this.#frames.push(body);
    if (hasMore) return undefined;
    const message = this.#frames;
    this.#frames = [];
    this.#bytes = 0;
    return message;
  }
}
