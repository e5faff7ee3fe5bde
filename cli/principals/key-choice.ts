import { createPublicKey } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from '../options/option-kinds.ts';
import type { OptionTable, OptionValues } from '../options/option-table.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';

/** How a new principal gets its key, and where the private one goes. */
export const KEY_OPTIONS = {
  publicKey: { kind: text, value: 'file', about: 'public key (PEM) to register, instead of a new pair' },
  keyOut: { kind: text, value: 'file', about: 'new file for the private key, instead of stdout' },
} satisfies OptionTable;

type KeyOptions = OptionValues<typeof KEY_OPTIONS>;

/**
 * Makes a principal by `create`, which gives the private key where the server drew one, and hands the key out. The
 * file for it is made first: a key that could not be kept would be lost. Throws `UsageError` for a public key that
 * is none, and for a file that is there already.
 */
export async function createWithKey(
  { output, folder }: Surroundings,
  made: { readonly noun: string; readonly name: string },
  { publicKey, keyOut }: KeyOptions,
  create: (chosen: { readonly publicKey?: string }) => Promise<string | undefined>,
): Promise<void> {
  if (publicKey !== undefined && keyOut !== undefined) {
    throw new UsageError(
      '--public-key and --key-out exclude each other; the private key is with you already.',
    );
  }
  const chosen =
    publicKey === undefined ? {} : { publicKey: readPublicKey(resolve(folder, publicKey), publicKey) };
  const file = keyOut === undefined ? undefined : newFile(resolve(folder, keyOut), keyOut);
  const privateKey = await create(chosen).catch((error: unknown) => {
    if (file !== undefined) rmSync(file);
    throw error;
  });
  if (file !== undefined && privateKey !== undefined) writeFileSync(file, privateKey);
  const isShown = privateKey !== undefined && file === undefined;
  if (isShown) output.answer(privateKey.trimEnd());
  output.record({
    name: made.name,
    ...(isShown && { private_key: privateKey }),
    ...(keyOut && { key_file: keyOut }),
  });
  output.remark(
    `Made the ${made.noun} ${made.name}${keyOut === undefined ? '' : `; the private key is in ${keyOut}`}.`,
  );
}

function readPublicKey(file: string, shownAs: string): string {
  try {
    return createPublicKey(readFileSync(file)).export({ type: 'spki', format: 'pem' }).toString();
  } catch (cause) {
    throw new UsageError(`${shownAs} cannot be read as a public key; give a PEM file.`, { cause });
  }
}

/** Makes an empty file that only its owner may read. */
function newFile(file: string, shownAs: string): string {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return file;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const problem = code === 'EEXIST' ? 'is there already' : `cannot be made (${code})`;
    throw new UsageError(`The file ${shownAs} ${problem}; give another --key-out.`, { cause });
  }
}
