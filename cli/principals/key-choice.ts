import { createPublicKey } from 'node:crypto';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAX_KEY_BYTES } from '../../files/read-input.ts';
import { isPem, pemOf } from '../../protocol/signing/pem.ts';
import { whyNot } from '../files/file-error.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { filePath } from '../options/option-kinds.ts';
import type { OptionTable, OptionValues } from '../options/option-table.ts';
import { shownLines } from '../output/printable.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';

/** How a new principal gets its key, and where the private one goes. */
export const KEY_OPTIONS = {
  publicKey: {
    kind: filePath,
    value: 'file',
    about: 'public key to register, instead of a new pair: a file (PEM), or its text',
  },
  keyOut: { kind: filePath, value: 'file', about: 'new file for the private key, instead of stdout' },
} satisfies OptionTable;

type KeyOptions = OptionValues<typeof KEY_OPTIONS>;

/**
 * Makes a principal by `create`, which gives the private key where the server drew one, and hands the key out. The
 * file for it is made first: a key that could not be kept would be lost. Throws `UsageError` for a public key that
 * is none, and for a file that is there already.
 */
export async function createWithKey(
  surroundings: Surroundings,
  made: { readonly noun: string; readonly name: string },
  { publicKey, keyOut }: KeyOptions,
  create: (chosen: { readonly publicKey?: string }) => Promise<string | undefined>,
): Promise<void> {
  const { output, folder } = surroundings;
  if (publicKey !== undefined && keyOut !== undefined) {
    throw new UsageError(
      '--public-key and --key-out exclude each other; the private key is with you already.',
    );
  }
  const chosen = publicKey === undefined ? {} : { publicKey: await readPublicKey(publicKey, surroundings) };
  const file = keyOut === undefined ? undefined : newFile(resolve(folder, keyOut), keyOut);
  const privateKey = await create(chosen).catch((error: unknown) => {
    if (file !== undefined) rmSync(file);
    throw error;
  });
  const fault = file === undefined || privateKey === undefined ? undefined : faultOfWriting(file, privateKey);
  // what could not be kept is shown: the server has it no more
  const isShown = privateKey !== undefined && (file === undefined || fault !== undefined);
  // the one answer that is a key; what else a server says is shown as any other
  if (isShown && !output.json) output.stdout.write(Buffer.from(`${shownLines(privateKey.trimEnd())}\n`));
  output.recordWhole({
    name: made.name,
    ...(isShown && { private_key: privateKey }),
    ...(keyOut && fault === undefined && { key_file: keyOut }),
  });
  if (fault !== undefined)
    throw new UsageError(
      `Made the ${made.noun} ${made.name}, but cannot write ${keyOut} (${whyNot(fault) ?? fault.message}); its private key is on stdout, keep it.`,
      { cause: fault },
    );
  output.remark(
    `Made the ${made.noun} ${made.name}${keyOut === undefined ? '' : `; the private key is in ${keyOut}`}.`,
  );
}

async function readPublicKey(given: string, reading: Reading): Promise<string> {
  const isText = isPem(given);
  const file = { what: 'the public key', maxBytes: MAX_KEY_BYTES };
  const text = isText ? given : await readNamedText(given, reading, file);
  try {
    return createPublicKey(pemOf(text)).export({ type: 'spki', format: 'pem' }).toString();
  } catch (cause) {
    const shownAs = isText ? 'The PEM text that was given' : given;
    throw new UsageError(`${shownAs} cannot be read as a public key; give a PEM file, or its text.`, {
      cause,
    });
  }
}

/** What keeps a key from being written; its file is not left half-made. */
function faultOfWriting(file: string, privateKey: string): Error | undefined {
  try {
    writeFileSync(file, privateKey);
    return undefined;
  } catch (error) {
    rmSync(file, { force: true });
    return error instanceof Error ? error : new Error(String(error));
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
