import { Command as Commander, CommanderError } from 'commander';
import { annotationLine } from '../../reports/generators/github-annotation.ts';
import { suggestion } from '../options/suggestion.ts';
import { keyless } from '../output/keyless.ts';
import type { CommandList } from './command-list.ts';
import { interruptedBy, UsageError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { commandFailureOf } from './failure.ts';
import { fillIn } from './fill-in.ts';
import type { Host } from './host.ts';
import { packageVersion } from './version.ts';

const NAME = 'push-harness';
const DESCRIPTION =
  'A reference server for Push Jobs 2.x, a fleet of virtual nodes, and the tools to use them.';

/** Commands whose failure to begin is shown at a build of GitHub Actions, as their results are. */
const ANNOTATED: ReadonlySet<string> = new Set(['conform', 'conform-client']);

/** Runs what the words after `push-harness` ask for and gives the exit code. Never rejects. */
export async function runProgram(
  argv: readonly string[],
  list: CommandList,
  process: Host,
): Promise<ExitCode> {
  const host = { ...process, stdout: keyless(process.stdout), stderr: keyless(process.stderr) };
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram(list, host, (code) => {
    exitCode = code;
  });
  // `help job start` is `job start --help`
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    const failure = commandFailureOf(meaningOf(error, host.signal), host.env);
    // of an error of ours the lines behind the first are where it was
    const told = failure.code === EXIT.internal ? failure.lines.slice(0, 1) : failure.lines;
    for (const [index, line] of failure.lines.entries()) {
      host.stderr.write(`${index < told.length ? host.stderr.paint('bad', line) : line}\n`);
    }
    const [name = ''] = words;
    if (ANNOTATED.has(name) && host.env.GITHUB_ACTIONS === 'true' && failure.code !== EXIT.interrupted)
      host.stderr.write(`${annotationLine({ kind: 'error', title: name, message: told.join('\n') })}\n`);
    return failure.code;
  }
}

/** The commands as a tree whose leaves are filled in when they are called. */
function createProgram(list: CommandList, host: Host, ended: (code: ExitCode) => void): Commander {
  const program = settle(new Commander(NAME), DESCRIPTION, host).version(
    packageVersion(),
    '--version',
    'print the version',
  );
  const groups = new Map<string, Commander>();
  const groupOf = (word: string) => {
    const known = groups.get(word);
    if (known !== undefined) return known;
    const summary = list.groups.find((group) => group.word === word)?.summary ?? '';
    const made = settle(program.command(word), summary, host);
    groups.set(word, made);
    return made;
  };
  for (const { words, summary } of list.commands) {
    const [first = '', second] = words.split(' ');
    settle(second === undefined ? program.command(first) : groupOf(first).command(second), summary, host);
  }
  for (const parent of [program, ...groups.values()]) {
    parent.allowExcessArguments().action(() => {
      throw new UsageError(missingCommand(parent));
    });
    parent.hook('preSubcommand', async (_, called) => {
      const words = wordsOf(called);
      const listed = list.commands.find((command) => command.words === words);
      if (listed !== undefined) await fillIn(called, listed, list, host, ended);
    });
  }
  return program;
}

/** Mistakes are thrown, not printed: `runProgram` tells them all in one voice. */
function settle(command: Commander, summary: string, host: Host): Commander {
  return command
    .summary(summary)
    .description(summary)
    .helpCommand(false)
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(100, host.stdout.size().columns),
      getOutHasColors: () => false,
    });
}

/** `job start` for the command of that name; nothing for the program itself. */
function wordsOf(command: Commander): string {
  const { parent } = command;
  return parent === null ? '' : `${wordsOf(parent)} ${command.name()}`.trim();
}

function missingCommand(parent: Commander): string {
  const names = parent.commands.map((command) => command.name());
  const called = `${NAME} ${wordsOf(parent)}`.trim();
  const [unknown] = parent.args;
  const choices = `give one of ${names.join(', ')}.`;
  if (unknown === undefined) return `${called} needs a command; ${choices}`;
  const meant = suggestion(unknown, names);
  return `${called} has no command '${unknown}'; ${meant === undefined ? choices : `did you mean ${meant}?`}`;
}

/** What was thrown, in errors of ours: commander's mistakes, and the signal as those throw it who waited for something. */
function meaningOf(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof CommanderError) return usageError(error);
  return signal.aborted && error === signal.reason ? interruptedBy(signal) : error;
}

/** What commander found wrong, as one sentence with a remedy. */
function usageError({ message }: CommanderError): UsageError {
  const [problem = '', hint] = message.replace(/^error: /, '').split('\n');
  const meant = hint?.match(/Did you mean (?:one of )?(.*)\?/)?.[1];
  const told = `${problem.charAt(0).toUpperCase()}${problem.slice(1).replace(/\.$/, '')}`;
  return new UsageError(`${told}; ${meant === undefined ? 'see --help.' : `did you mean ${meant}?`}`);
}
