import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { commandsIn, faultOfCommand } from './commands.ts';
import { dedented } from './dedented.ts';
import { blocksOf, PROJECT_ROOT, readPage } from './page.ts';
import { PAGES_OF_DOCUMENTATION } from './pages.ts';

const SHELLS: readonly string[] = ['sh', 'bash'];
const { scripts } = JSON.parse(readPage('package.json'));

/** Everything on a page that a reader would type. */
function scriptsOf(page: string): readonly string[] {
  return blocksOf(dedented(readPage(page)))
    .filter(({ language }) => SHELLS.includes(language))
    .map(({ text }) => text);
}

/** A script of `package.json`, or a file of tests, that is not there. */
function faultOfTool([program, ...words]: readonly string[]): string | undefined {
  if (program === 'npm' && words[0] === 'run') {
    const name = words.find((word, index) => index > 0 && !word.startsWith('-'));
    return name !== undefined && name in scripts ? undefined : `package.json has no script ${name}`;
  }
  if (program !== 'node' || !words.includes('--test')) return undefined;
  const missing = words.filter((word) => word.endsWith('.test.ts') && !existsSync(join(PROJECT_ROOT, word)));
  return missing.length === 0 ? undefined : `there is no ${missing.join(', ')}`;
}

for (const page of PAGES_OF_DOCUMENTATION) {
  test(`every command on ${page} is one that there is`, async () => {
    const commands = scriptsOf(page).flatMap(commandsIn);
    const faults = await Promise.all(
      commands.map(async (words) => (await faultOfCommand(words)) ?? faultOfTool(words)),
    );
    assert.deepEqual(
      faults.filter((fault) => fault !== undefined),
      [],
    );
  });
}

test('commands are found', () => {
  const ours = PAGES_OF_DOCUMENTATION.flatMap(scriptsOf)
    .flatMap(commandsIn)
    .filter((words) => words.includes('push-harness') || words.includes('cli/main.ts'));
  assert.ok(ours.length > 20, `${ours.length} commands`);
});

test('what the command line does not take is told', async () => {
  assert.equal(
    await faultOfCommand(['npx', 'push-harness', 'serv']),
    "push-harness has no command 'serv'; did you mean serve?",
  );
  assert.equal(
    await faultOfCommand(['push-harness', 'job', 'start', 'x', '--quorom', '1']),
    "Unknown option '--quorom'; did you mean --quorum?",
  );
  assert.match(
    (await faultOfCommand(['push-harness', 'conform', '--level', 'musts'])) ?? '',
    /^--level is 'musts'/,
  );
  assert.equal(await faultOfCommand(['push-harness', 'job', 'start', 'x', '-q', '1']), undefined);
  assert.equal(await faultOfCommand(['npm', 'serv']), undefined);
  assert.equal(faultOfTool(['npm', 'run', 'nothing']), 'package.json has no script nothing');
  assert.equal(faultOfTool(['node', '--test', 'nothing.test.ts']), 'there is no nothing.test.ts');
});

test('a script is taken apart into its commands', () => {
  const script = "A=1 one 'two && three' # four\nfive --six \\\n  seven >> file &\n\neight | nine\n";
  assert.deepEqual(commandsIn(script), [
    ['one', 'two && three'],
    ['five', '--six', 'seven'],
    ['eight'],
    ['nine'],
  ]);
});
