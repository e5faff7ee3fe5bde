import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectionMark } from '../../explain/evidence/feed-bytes.ts';
import type { FeedRecorder } from '../../protocol/client/feed-reader.ts';
import { whyNot } from '../files/file-error.ts';
import { filePath } from '../options/option-kinds.ts';
import type { OptionTable } from '../options/option-table.ts';
import { UsageError } from '../program/errors.ts';

/** Keeps the bytes of a feed, for `push-harness explain`. */
export const RECORD_OPTION = {
  record: {
    kind: filePath,
    value: 'file',
    about: 'keep the bytes of the feed in this file as well, for push-harness explain',
  },
} satisfies OptionTable;

const LINE_FEED = 10;

export interface FeedRecording extends FeedRecorder {
  close(): void;
}

/**
 * Opens a file for the bytes of a feed as they come; before those of each connection stands a comment that says of what. What was
 * in the file is gone. Undefined where no file is named.
 * @param of the id of a job; undefined: the feed of an organisation
 * @throws UsageError where the file cannot be written
 */
export function recordFeed(
  file: string | undefined,
  folder: string,
  of: string | undefined,
): FeedRecording | undefined {
  if (file === undefined) return undefined;
  const written = (write: () => number): number => {
    try {
      return write();
    } catch (cause) {
      const reason = whyNot(cause);
      if (reason === undefined) throw cause;
      throw new UsageError(
        `Cannot write the feed into ${file} (${reason}); give another file with --record.`,
        { cause },
      );
    }
  };
  const descriptor = written(() => openSync(resolve(folder, file), 'w', 0o600));
  let isAtLineStart = true;
  const put = (bytes: Uint8Array): void => {
    isAtLineStart = bytes.at(-1) === LINE_FEED;
    for (let from = 0; from < bytes.length; ) from += written(() => writeSync(descriptor, bytes, from));
  };
  return {
    connected: (lastEventId) =>
      put(Buffer.from(`${isAtLineStart ? '' : '\n'}${connectionMark(of, lastEventId)}`)),
    bytes: put,
    close: () => closeSync(descriptor),
  };
}
