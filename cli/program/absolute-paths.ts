import { resolve } from 'node:path';

/** Variables that name a file or a folder for Node or OpenSSL. */
const PATHS = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'TMPDIR', 'TMP', 'TEMP'] as const;

/**
 * Those variables whose path is relative, with the path from this folder: the processes that a command starts run in
 * other folders, where a relative path means another file.
 */
export function absolutePaths(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Readonly<Record<string, string>> {
  const absolute: Record<string, string> = {};
  for (const name of PATHS) {
    const path = env[name];
    if (path !== undefined && path !== '' && resolve(folder, path) !== path)
      absolute[name] = resolve(folder, path);
  }
  return absolute;
}
