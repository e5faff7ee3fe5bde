import { KNOWN_FAILURES_SCHEMA, quirksSchema } from '../../conformance/target-file/target-schema.ts';
import { readSettings } from '../../files/settings/read-settings.ts';
import { fields, type Schema } from '../../files/settings/schema.ts';
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

const check = schemaCheck({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A push client that push-harness conform-client judges',
  ...fields(
    'a client',
    {
      name: { ...TEXT, description: 'a name for reports' },
      description: { ...TEXT, description: 'a sentence about the client' },
      command: { ...TEXT, description: 'a command line that starts the client' },
      quirks: quirksSchema('clients', CLIENT_QUIRKS),
      'known-failures': KNOWN_FAILURES_SCHEMA,
    },
    ['name'],
  ),
});

/** Reads the file of a client. @throws SettingsFileError naming what is wrong, where, and the remedy */
export function readClientFile(source: string, file: string): ClientFile {
  return readSettings<ClientFile>(source, { file, check, suggest: suggestion }).content;
}
