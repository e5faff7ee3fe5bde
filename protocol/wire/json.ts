import { type Parsed, parsed, refused } from './parsed.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The JSON value in a body frame; `bad_json` where the bytes are no UTF-8 or no JSON. */
export function parseJson(body: Uint8Array): Parsed<unknown, 'bad_json'> {
  try {
    return parsed(JSON.parse(utf8.decode(body)));
  } catch {
    // what exactly is wrong with a stranger's bytes is of no use to anybody
    return refused('bad_json');
  }
}
