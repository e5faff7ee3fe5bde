import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newTempFolder, removeTempFolder } from '../../bench/process/temp-folder.ts';
import type { Trial } from '../attack.ts';
import { runPushHarness } from '../processes/program.ts';

const MB = 1_048_576;
const MAX_MB = 400;
const WITHIN_MS = 60_000;
const USAGE = 2;
const PORTS = ['--port', '0', '--heartbeat-port', '0', '--command-port', '0'];
const ALIASES = 12;

/** Each alias is ten of the one before: 10 to the power of 12 strings. */
function aliasBomb(): string {
  const lines = ['a0: &a0 ["x"]'];
  for (let index = 1; index <= ALIASES; index++) {
    const ten = Array<string>(10)
      .fill(`*a${index - 1}`)
      .join(', ');
    lines.push(`a${index}: &a${index} [${ten}]`);
  }
  return `${lines.join('\n')}\norg: *a${ALIASES}\n`;
}

const FILES: Readonly<Record<string, string>> = {
  'bomb.yaml': aliasBomb(),
  'circle.yaml': 'org: &a [*a]\n',
  'deep.yaml': `org: ${'['.repeat(100_000)}`,
};

/** Commands, with the folder where `FILES` and a pipe are. */
function commandsIn(folder: string): readonly (readonly string[])[] {
  return [
    ['job', 'list', '--config', '/dev/zero'],
    ['simulate', '--fleet', '/dev/zero'],
    ...Object.keys(FILES).map((name) => ['job', 'list', '--config', join(folder, name)]),
    ...Object.keys(FILES).map((name) => ['simulate', '--fleet', join(folder, name)]),
    ['job', 'list', '--key', '/dev/zero'],
    ['job', 'list', '--key', join(folder, 'pipe')],
    ['serve', ...PORTS, '--data', '/proc/x'],
    ['serve', ...PORTS, '--data', join(folder, 'circle.yaml')],
    ['simulate', '--fleet', 'smoke', '--out', '/proc/x'],
  ];
}

export const hostileFiles: Trial = {
  kind: 'trial',
  name: 'cli/hostile-files',
  about: 'files and folders that the command line is given have no end, no room or no sense',
  async run(size) {
    const folder = newTempFolder();
    const faults: string[] = [];
    try {
      for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      const commands = commandsIn(folder).slice(0, size === 'smoke' ? 1 : undefined);
      for (const words of commands) {
        const { how, mostBytes, output } = await runPushHarness(words, { folder, withinMs: WITHIN_MS });
        const what = words.join(' ').replaceAll(folder, '…');
        if (how === undefined) faults.push(`${what} does not end`);
        else if (how !== USAGE) faults.push(`${what} ends with ${how}: ${output.slice(0, 200)}`);
        if (mostBytes > MAX_MB * MB) faults.push(`${what} takes ${Math.round(mostBytes / MB)} MB`);
      }
      return { figure: `${commands.length} commands`, faults };
    } finally {
      removeTempFolder(folder);
    }
  },
};
