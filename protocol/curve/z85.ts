const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
const LARGEST_WORD = 0xffff_ffff;

/** Z85 text of bytes, four bytes to five characters. Source: ZeroMQ RFC 32. @throws unless the length divides by four */
export function encodeZ85(bytes: Uint8Array): string {
  if (bytes.byteLength % 4 !== 0)
    throw new RangeError(`Z85 takes whole words of 4 bytes, not ${bytes.byteLength} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let offset = 0; offset < bytes.byteLength; offset += 4) {
    let word = view.getUint32(offset);
    let five = '';
    for (let digit = 0; digit < 5; digit++) {
      five = ALPHABET.charAt(word % 85) + five;
      word = Math.floor(word / 85);
    }
    text += five;
  }
  return text;
}

/** The bytes of Z85 text, or undefined for any other text. */
export function decodeZ85(text: string): Uint8Array | undefined {
  if (text.length % 5 !== 0) return undefined;
  const bytes = new Uint8Array((text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let start = 0; start < text.length; start += 5) {
    let word = 0;
    for (let index = start; index < start + 5; index++) {
      const digit = ALPHABET.indexOf(text.charAt(index));
      if (digit < 0) return undefined;
      word = word * 85 + digit;
    }
    // five characters can say more than four bytes hold
    if (word > LARGEST_WORD) return undefined;
    view.setUint32((start / 5) * 4, word);
  }
  return bytes;
}
