import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { homePath } from '../files/home-path.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';

/** What the files of knife say about a server and who asks. */
export interface KnifeSettings {
  readonly server?: string;
  readonly user?: string;
  readonly key?: string;
}

/** Settings of knife, and whose they are here. */
const SETTINGS = { chef_server_url: 'server', node_name: 'user', client_key: 'key' } as const;

/**
 * What a `knife.rb` or `config.rb` sets to texts: Ruby is read as far as texts, the folder of the file, the home folder, variables of
 * the environment and `File.join` go. The last setting counts.
 * @throws UsageError for a file that cannot be read, and for a setting that needs Ruby
 */
export async function knifeSettings(
  file: string,
  reading: Reading,
  env: Readonly<Record<string, string | undefined>>,
): Promise<KnifeSettings> {
  const text = await readNamedText(file, reading, { what: "knife's configuration" });
  const folder = dirname(resolve(reading.folder, file));
  const found: Partial<Record<'server' | 'user' | 'key', string>> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name, ruby = ''] = /^\s*(chef_server_url|node_name|client_key)[\s(=]\s*(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const value = rubyText(ruby.replace(/\)?\s*(#(?!\{).*)?$/, ''), { folder, env });
    if (value === undefined)
      throw new UsageError(
        `${file}:${index + 1} sets ${name} by Ruby that cannot be read here: give --server, --user and --key instead.`,
      );
    found[SETTINGS[name as keyof typeof SETTINGS]] = value;
  }
  return { ...found, ...(found.key !== undefined && { key: resolve(folder, found.key) }) };
}

interface Around {
  /** Of the file. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The text that an expression of Ruby stands for; undefined where more than reading it would be needed. */
function rubyText(ruby: string, around: Around): string | undefined {
  const expression = ruby.trim();
  const [, single] = /^'([^'\\]*)'$/.exec(expression) ?? [];
  if (single !== undefined) return single;
  const [, double] = /^"((?:[^"\\]|#\{[^}]*\})*)"$/.exec(expression) ?? [];
  if (double !== undefined) return interpolated(double, around);
  const [, joined] = /^File\.join\s*\((.*)\)?$/.exec(expression) ?? [];
  if (joined !== undefined) {
    const parts = joined
      .replace(/\)$/, '')
      .split(',')
      .map((part) => rubyText(part, around));
    return parts.includes(undefined) ? undefined : join(...(parts as string[]));
  }
  const [, expanded] = /^File\.expand_path\s*\(?\s*('[^']*'|"[^"]*")\s*\)?$/.exec(expression) ?? [];
  if (expanded !== undefined) {
    const path = rubyText(expanded, around);
    return path === undefined ? undefined : homePath(path);
  }
  return standsFor(expression, around);
}

/** `"#{current_dir}/admin.pem"`, without its quotes. */
function interpolated(text: string, around: Around): string | undefined {
  let isKnown = true;
  const whole = text.replaceAll(/#\{([^}]*)\}/g, (_, inner: string) => {
    const value = standsFor(inner.trim(), around);
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return isKnown ? whole : undefined;
}

/** What stands for a text without being one. */
function standsFor(expression: string, { folder, env }: Around): string | undefined {
  if (/^(current_dir|__dir__|File\.dirname\(__FILE__\))$/.test(expression)) return folder;
  if (/^Dir\.home$/.test(expression)) return homedir();
  const [, variable] = /^ENV(?:\[|\.fetch\()\s*['"](\w+)['"]\s*[\])]$/.exec(expression) ?? [];
  return variable === undefined ? undefined : env[variable];
}
