import { existsSync, readFileSync } from 'node:fs';

/** From `cli/program/` in the source, and from `dist/cli/program/` in the package. */
const CANDIDATES = ['../../package.json', '../../../package.json'];

/** The version in the package's own `package.json`. */
export function packageVersion(): string {
  const file = CANDIDATES.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  if (file === undefined) throw new Error(`no package.json near ${import.meta.url}`);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}
