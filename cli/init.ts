import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineCommand } from './program/command.ts';
import { UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

const SCHEMA_FILE = 'fleet.schema.json';

export const init = defineCommand({
  description: `Writes into this folder fleet.yaml, a fleet file in which every key is explained, and fleet.schema.json, by which
editors check and complete fleet files. A file that is there already is left alone, and is an error.`,
  options: {},
  examples: [
    { about: 'a fleet file to begin with', line: 'init' },
    { about: 'run it', line: 'simulate --fleet fleet.yaml' },
  ],
  async run({ output, folder }) {
    const { FLEETS_FOLDER } = await import('./simulate/file/fleet-source.ts');
    const sources = { 'fleet.yaml': 'samples/fleet.yaml', [SCHEMA_FILE]: SCHEMA_FILE };
    const there = Object.keys(sources).find((file) => existsSync(join(folder, file)));
    if (there !== undefined) {
      throw new UsageError(
        `There is ${there} in this folder already: move it away, or go to another folder.`,
      );
    }
    const { checkWritable } = await import('./files/check-writable.ts');
    checkWritable(folder, 'fleet.yaml', 'go to another folder');
    for (const [file, source] of Object.entries(sources)) {
      writeFileSync(join(folder, file), readFileSync(join(FLEETS_FOLDER, source)));
      output.answer(`Wrote ${file}`);
      output.record({ event: 'wrote', file });
    }
    output.answer('push-harness simulate --fleet fleet.yaml runs it.');
    return EXIT.done;
  },
});
