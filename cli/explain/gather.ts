import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVIDENCE_BOUNDS } from '../../explain/evidence/bounds.ts';
import type { Evidence } from '../../explain/evidence/evidence.ts';
import { connectionMark } from '../../explain/evidence/feed-bytes.ts';
import { evidenceInBytes, evidenceInJournal } from '../../explain/evidence/read-evidence.ts';
import { isFolder } from '../../files/make-folder.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { readNamed } from '../files/read-named.ts';
import type { Surroundings } from '../program/command.ts';
import { CheckFailed, UsageError } from '../program/errors.ts';

/** Where evidence comes from. */
export type EvidenceSource =
  | { readonly kind: 'file' | 'journal' | 'stdin'; readonly name: string }
  | { readonly kind: 'job'; readonly name: string };

const JOB_ID = /^[0-9a-f]{32}$/;

/**
 * What a word of the command line means: a file or a folder that is there, `-`, or the id of a job that a server is asked
 * for. @param isServerNamed then every word that is no file is an id
 */
export function sourceOf(word: string, folder: string, isServerNamed: boolean): EvidenceSource {
  if (word === '-') return { kind: 'stdin', name: word };
  const path = resolve(folder, word);
  if (isFolder(path)) return { kind: 'journal', name: word };
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return !isThere && (isServerNamed || JOB_ID.test(word))
    ? { kind: 'job', name: word }
    : { kind: 'file', name: word };
}

/** Reads a file, a folder or the standard input. @throws UsageError */
export async function evidenceFrom(
  { kind, name }: EvidenceSource,
  surroundings: Pick<Surroundings, 'folder' | 'signal'>,
): Promise<Evidence> {
  if (kind === 'journal') {
    const { JournalError } = await import('../../conformance/journal/journal-error.ts');
    return evidenceInJournal(resolve(surroundings.folder, name), name).catch((error: unknown) => {
      throw error instanceof JournalError ? new UsageError(error.message, { cause: error }) : error;
    });
  }
  const file = { what: 'the evidence', maxBytes: EVIDENCE_BOUNDS.fileBytes };
  const bytes =
    kind === 'stdin'
      ? await readNamed('/dev/stdin', surroundings, { ...file, shownAs: 'of the standard input' })
      : await readNamed(name, surroundings, file);
  return evidenceInBytes(bytes, name);
}

/** What a server has of a job: the job, and its feed where it has ended. @throws CheckFailed where there is no such job */
export async function evidenceAt(client: RestClient, id: string): Promise<readonly Evidence[]> {
  const { ask } = await import('../../protocol/client/api.ts');
  const { RequestRefused } = await import('../../protocol/client/errors.ts');
  const path = client.pushyPath(`jobs/${encodeURIComponent(id)}`);
  const reply = await ask(client, 'GET', path).catch((error: unknown) => {
    if (!(error instanceof RequestRefused) || error.status !== 404) throw error;
    throw new CheckFailed(
      `There is no job ${id} in organisation ${client.org}; push-harness job list shows those there are.`,
    );
  });
  const source = `${client.serverUrl}, job ${id}`;
  const shown = evidenceInBytes(reply.bytes, source);
  const status = shown.shown[0]?.status;
  // the feed of a job in progress has no end yet
  if (status === undefined || ['new', 'voting', 'running'].includes(status)) return [shown];
  const { readJobFeed } = await import('../../protocol/client/feed-reader.ts');
  const chunks: Uint8Array[] = [];
  const recorder = {
    connected: (after: string) => void chunks.push(Buffer.from(connectionMark(id, after))),
    bytes: (chunk: Uint8Array) => void chunks.push(chunk),
  };
  try {
    for await (const event of readJobFeed(client, id, { recorder })) void event;
  } catch (error) {
    // a server without feeds has told the job
    if (!(error instanceof RequestRefused)) throw error;
    return [shown];
  }
  return [shown, evidenceInBytes(Buffer.concat(chunks), `${source}, feed`)];
}
