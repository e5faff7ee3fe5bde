import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { UsageError } from '../program/errors.ts';
import { whyNot } from './file-error.ts';

/** What is written to try: more than the room that a full disk has left in a file's last block. */
const TRIED_BYTES = 65_536;

/** How a file is written to try; in tests one that fails. */
export type Write = (file: string, bytes: Buffer) => void;

/**
 * Holds that files can be written into a folder, which may not be there yet. Nothing of it is left behind.
 * @param what the folder is for, such as `the report`
 * @param remedy such as `give another folder with --out`
 * @throws UsageError
 */
export function checkWritable(folder: string, what: string, remedy: string, write: Write = writeOut): void {
  let made: string | undefined;
  try {
    made = makeFolder(folder);
    tryWriting(join(folder, `.push-harness-${process.pid}`), write);
  } catch (error) {
    const reason = whyNot(error);
    if (reason === undefined) throw error;
    throw new UsageError(`Cannot write ${what} into ${folder} (${reason}); ${remedy}.`, { cause: error });
  } finally {
    if (made !== undefined) removeEmpty(folder, made);
  }
}

function tryWriting(file: string, write: Write): void {
  try {
    write(file, Buffer.alloc(TRIED_BYTES));
  } finally {
    if (existsSync(file)) unlinkSync(file);
  }
}

/** Holds that temporary files can be written. @throws UsageError */
export function checkTemporary(write?: Write): void {
  const folder = tmpdir();
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(
      `There is no folder ${folder} for temporary files; set TMPDIR to one that can be written.`,
    );
  checkWritable(folder, 'temporary files', 'set TMPDIR to another folder', write);
}

/** The folders from `folder` up to `top`, as far as nothing is in them. */
function removeEmpty(folder: string, top: string): void {
  for (let each = folder; each.length >= top.length && readdirSync(each).length === 0; each = dirname(each))
    rmSync(each, { recursive: true });
}

function writeOut(file: string, bytes: Buffer): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    for (let from = 0; from < bytes.length; ) from += writeSync(descriptor, bytes, from);
    // some file systems look for room only now
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
