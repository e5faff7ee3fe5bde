import { KNOWN_FAILURES_SCHEMA, quirksSchema } from '../../conformance/target-file/target-schema.ts';
import { nameOfFile } from '../../files/settings/name-of-file.ts';
import { readSettings } from '../../files/settings/read-settings.ts';
import { fields, fileSchema, type Schema } from '../../files/settings/schema.ts';
import { schemaCheck } from '../../files/settings/schema-check.ts';
import { CLIENT_QUIRKS } from '../../protocol/quirks/catalogue.ts';
import type { QuirkChoice } from '../../protocol/quirks/quirk-choice.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import { suggestion } from '../options/suggestion.ts';

/** What a file says of a client that is judged. */
export interface ClientFile {
  /** For reports. */
  readonly name: string;
  readonly description?: string;
  /** Starts it, as typed into a shell. */
  readonly command?: string;
  readonly quirks?: QuirkChoice<string>;
  readonly 'known-failures'?: readonly KnownFailure[];
}

const TEXT: Schema = { type: 'string', minLength: 1 };

/** What the file of a client may say. */
export const CLIENT_SCHEMA: Schema = fileSchema(
  'A push client that push-harness conform-client judges',
  fields('a client', {
    name: {
      ...TEXT,
      meaning: 'The name of the client in reports. By default that of this file.',
      description: 'a name for reports',
    },
    description: {
      ...TEXT,
      meaning: 'More about the client, for reports.',
      description: 'a sentence about the client',
    },
    command: {
      ...TEXT,
      meaning: 'What a shell runs to start the client.',
      description: 'a command line that starts the client',
    },
    quirks: quirksSchema('clients', CLIENT_QUIRKS),
    'known-failures': KNOWN_FAILURES_SCHEMA,
  }),
);

const check = schemaCheck(CLIENT_SCHEMA);

/** Reads the file of a client. @throws SettingsFileError naming what is wrong, where, and the remedy */
export function readClientFile(source: string, file: string): ClientFile {
  const { content } = readSettings<Partial<ClientFile>>(source, { file, check, suggest: suggestion });
  return { ...content, name: content.name ?? nameOfFile(file) };
}
