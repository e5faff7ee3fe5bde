import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILE_KIND_NAMES, FILE_KINDS, type FileKind } from './init/kinds.ts';
import { flag } from './options/option-kinds.ts';
import { suggestion } from './options/suggestion.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { UsageError } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const init = defineCommand({
  description: `Writes into this folder a file in which every key is explained, and its schema, by which editors check and complete such
files: fleet.yaml for simulate --fleet, target.yaml for conform --target, client.yaml for conform-client --client, or
push-harness.yaml, the settings of all commands. A file that is there already is left alone, and is an error.

With --schema only the schema is printed.`,
  arguments: [{ name: '[kind]', about: `${FILE_KIND_NAMES} (default: fleet)` }],
  options: {
    schema: {
      kind: flag,
      onlyAsFlag: true,
      about: 'print the JSON Schema of such files, and write nothing',
      default: false,
    },
  },
  examples: [
    { about: 'a fleet file to begin with', line: 'init' },
    { about: 'a file about a server, and judge it', line: 'init target' },
    { about: 'the schema of the files of conform-client', line: 'init client --schema' },
  ],
  async run({ output, folder, settings }, { schema: isSchemaAsked }, [word = 'fleet']) {
    const kind = kindNamed(word);
    const { editorSchema } = await import('../files/settings/schema.ts');
    const schema = `${JSON.stringify(editorSchema(await kind.schema({ settings })), undefined, 2)}\n`;
    if (isSchemaAsked) {
      output.stdout.write(schema);
      return EXIT.done;
    }
    const { file, schemaFile, command } = kind;
    const there = [file, schemaFile].find((name) => existsSync(join(folder, name)));
    if (there !== undefined) {
      throw new UsageError(
        `There is ${there} in this folder already: move it away, or go to another folder.`,
      );
    }
    const { checkWritable } = await import('./files/check-writable.ts');
    checkWritable(folder, file, 'go to another folder');
    const texts = { [file]: readFileSync(await kind.sample(), 'utf8'), [schemaFile]: schema };
    for (const [name, text] of Object.entries(texts)) {
      writeFileSync(join(folder, name), text, { flag: 'wx' });
      output.answer(`Wrote ${name}`);
      output.record({ event: 'wrote', file: name });
    }
    output.answer(`push-harness ${command} uses it.`);
    return EXIT.done;
  },
});

function kindNamed(word: string): FileKind {
  const kind = FILE_KINDS.find(({ name }) => name === word);
  if (kind !== undefined) return kind;
  const meant = suggestion(
    word,
    FILE_KINDS.map(({ name }) => name),
  );
  const remedy = meant === undefined ? `give one of ${FILE_KIND_NAMES}` : `did you mean ${meant}?`;
  throw new UsageError(
    `There is no kind of file ${printable(word)}; ${remedy}${meant === undefined ? '.' : ''}`,
  );
}
