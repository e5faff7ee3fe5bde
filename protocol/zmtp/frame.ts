/** More frames of the same message follow. */
export const MORE = 1;
/** The length takes eight bytes rather than one. */
export const LONG = 2;
/** A command of the transport, no part of a message. */
export const COMMAND_FLAG = 4;

/** A frame that was read, or is to be sent. */
export interface Frame {
  readonly isCommand: boolean;
  readonly hasMore: boolean;
  readonly body: Buffer;
}

const LONGEST_SHORT = 255;

/** A frame as it travels: flags, length, body. Source: RFC 37, "Framing". */
export function formatFrame(flags: number, body: Uint8Array): Buffer {
  const frame = newFrame(flags, body.byteLength);
  frame.set(body, frame.byteLength - body.byteLength);
  return frame;
}

/** A frame whose body, its last `size` bytes, is still to be written. */
export function newFrame(flags: number, size: number): Buffer {
  const isLong = size > LONGEST_SHORT;
  const frame = Buffer.allocUnsafe(size + (isLong ? 9 : 2));
  if (isLong) {
    frame[0] = flags | LONG;
    frame.writeUInt32BE(Math.floor(size / 2 ** 32), 1);
    frame.writeUInt32BE(size % 2 ** 32, 5);
  } else {
    frame[0] = flags;
    frame[1] = size;
  }
  return frame;
}

/** A message in the clear: all of its frames, one behind the other. */
export function formatMessage(frames: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    frames.map((frame, index) =>
      formatFrame(
        index < frames.length - 1 ? MORE : 0,
        typeof frame === 'string' ? Buffer.from(frame) : frame,
      ),
    ),
  );
}
