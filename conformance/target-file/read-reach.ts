import { MAX_KEY_BYTES, readText, UnreadableInput } from '../../files/read-input.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { trustedCertificates } from '../../protocol/client/trusted-certificates.ts';
import { isPem } from '../../protocol/signing/pem.ts';
import { ConformUsageError } from './errors.ts';

/** The same with the certificates themselves, where a file of them is named. @throws ConformUsageError */
export async function readReach(given: ServerReach = {}): Promise<ServerReach> {
  const { ca } = given;
  if (ca === undefined) return given;
  const read = trustedCertificates(isPem(ca) ? ca : await textOf(ca));
  if (read.ok) return { ...given, ca: read.pem };
  throw new ConformUsageError(`${isPem(ca) ? 'the PEM text of ca' : ca} ${read.fault}`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readText(file, { maxBytes: MAX_KEY_BYTES });
  } catch (cause) {
    if (!(cause instanceof UnreadableInput)) throw cause;
    throw new ConformUsageError(
      `cannot read the certificate ${file} (${cause.message}); check ca in the file of the target`,
      { cause },
    );
  }
}
