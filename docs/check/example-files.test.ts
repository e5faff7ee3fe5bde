import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { fillCommand, OURSELVES } from '../../conformance/target-file/placeholders.ts';
import { readTarget } from '../../conformance/target-file/read-target.ts';
import { resolvedOffline } from '../../conformance/target-file/resolved-target.ts';
import { fencedFiles } from '../../library/testing/fenced-files.ts';
import { readFleet } from '../../simulator/fleet-file/read-fleet.ts';
import { commandsIn, faultOfCommand } from './commands.ts';
import { PROJECT_ROOT, readPage } from './page.ts';
import { scriptsOfGitlab, scriptsOfJenkinsfile, scriptsOfWorkflow } from './pipelines.ts';

const FOLDER = 'examples';

/** Every file of the examples but the page about them, by its path in the folder. */
const files = readdirSync(join(PROJECT_ROOT, FOLDER), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(join(PROJECT_ROOT, FOLDER).length + 1))
  .filter((file) => file !== 'README.md');

const textOf = (file: string) => readPage(join(FOLDER, file));
const under = (folder: string) => files.filter((file) => file.startsWith(`${folder}/`));
const noSuggestion = () => undefined;

/** How the scripts of a pipeline are found, by the beginning of its file's name. */
const PIPELINES: Readonly<Record<string, (text: string) => readonly string[]>> = {
  github: scriptsOfWorkflow,
  gitlab: scriptsOfGitlab,
  Jenkinsfile: scriptsOfJenkinsfile,
};

test('the page about the examples names every file, and no other', () => {
  const named = Array.from(textOf('README.md').matchAll(/\]\(([\w-]+\/[^)]+)\)/g), ([, file = '']) => file);
  assert.deepEqual([...named].sort(), [...files].sort());
});

test('an example that is run where the package is installed is shown as its file has it, and whole', () => {
  const shown = ['README.md', 'docs/how-to/write-tests.md'].flatMap((page) => fencedFiles(readPage(page)));
  assert.ok(shown.length > 5, `${shown.length} examples`);
  for (const { name, text } of shown) assert.equal(text, readPage(name), name);
});

for (const file of under('targets')) {
  test(`${file} is a target, started by words that its server takes`, async () => {
    const { server, dialect, ...target } = readTarget(
      textOf(file),
      join(PROJECT_ROOT, FOLDER, file),
      noSuggestion,
    );
    if (server.kind !== 'process') return;
    assert.ok(dialect !== 'auto');
    const { timings } = resolvedOffline({ ...target, server, dialect }, dialect, '');
    const ports = { port: 1, heartbeatPort: 2, commandPort: 3 };
    const words = fillCommand(server.command, { ...ports, data: 'data', dialect, timings }, ['push-harness']);
    assert.ok(server.command.includes(OURSELVES));
    assert.equal(await faultOfCommand(words), undefined);
    assert.doesNotMatch(words.join(' '), /[{}]/);
  });
}

for (const file of under('fleets')) {
  test(`${file} is a fleet that has the name of its file`, () => {
    const { name } = readFleet(textOf(file), { file, suggest: noSuggestion });
    assert.equal(`${name}.yaml`, basename(file));
  });
}

// that of the action has no commands; action.test.ts reads it
for (const file of under('ci').filter((each) => each !== 'ci/github-action.yml')) {
  test(`the command line takes every command of ours in ${file}`, async () => {
    const scriptsOf = Object.entries(PIPELINES).find(([start]) => basename(file).startsWith(start))?.[1];
    assert.ok(scriptsOf, `the name of a pipeline begins with ${Object.keys(PIPELINES).join(', ')}`);
    const commands = scriptsOf(textOf(file)).flatMap(commandsIn);
    assert.ok(commands.some((words) => words.includes('push-harness') && words.includes('conform')));
    const faults = await Promise.all(commands.map(faultOfCommand));
    assert.deepEqual(
      faults.filter((fault) => fault !== undefined),
      [],
    );
  });
}
