import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_SETTINGS_BYTES, readText, UnreadableInput } from '../../files/read-input.ts';

/** How a server on this machine is reached; `serve` leaves it in the data folder for the other commands. */
export interface LocalServer {
  readonly url: string;
  readonly org: string;
  /** Where its certificate is, where it speaks https by one that signs itself. */
  readonly ca?: string | undefined;
}

const FILE = 'local-server.json';

/** Leaves word of a server in its data folder. */
export function writeLocalServer(dataFolder: string, { url, org, ca }: LocalServer): void {
  writeFileSync(join(dataFolder, FILE), `${JSON.stringify({ url, org, ca })}\n`, { mode: 0o600 });
}

/** The server whose data folder this is, be it running or not; `undefined` where none ever ran. */
export async function readLocalServer(
  dataFolder: string,
  signal?: AbortSignal,
): Promise<LocalServer | undefined> {
  try {
    const text = await readText(join(dataFolder, FILE), { maxBytes: MAX_SETTINGS_BYTES, signal });
    const { url, org, ca } = Object(JSON.parse(text));
    if (typeof url !== 'string' || typeof org !== 'string') return undefined;
    return { url, org, ...(typeof ca === 'string' && { ca }) };
  } catch (error) {
    if (!(error instanceof UnreadableInput || error instanceof SyntaxError)) throw error;
    return undefined; // no server ever ran here: the flags must say everything
  }
}
