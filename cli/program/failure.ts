import { codeOf, reasonOf } from '../../files/reasons.ts';
import { SettingsFileError } from '../../files/settings/settings-file-error.ts';
import {
  AnswerTooLarge,
  RequestRefused,
  ServerUnreachable,
  UnexpectedAnswer,
} from '../../protocol/client/errors.ts';
import { withoutKeys } from '../../protocol/signing/pem.ts';
import { StartError } from '../../server/start-error.ts';
import { fileFault } from '../files/file-error.ts';
import { printable } from '../output/printable.ts';
import { sentence, stopped } from '../output/sentence.ts';
import { CheckFailed, EndUnknown, Interrupted, UsageError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** How a command that threw ends: the exit code, and what people are told. */
export interface CommandFailure {
  readonly code: ExitCode;
  readonly lines: readonly string[];
}

interface Refusal {
  readonly code: ExitCode;
  readonly remedy: string;
}

/** What a refusal of the server means for the shell, and what to do about it, by status. */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  400: { code: EXIT.usage, remedy: 'Mend the request; --help shows what it takes.' },
  401: { code: EXIT.usage, remedy: 'Check --user, --key and --org, and the clock of this machine.' },
  403: { code: EXIT.usage, remedy: 'Ask as a principal who may: give another --user and --key.' },
  404: { code: EXIT.failed, remedy: 'Check the name.' },
  409: { code: EXIT.failed, remedy: 'Take another name, or delete the old one first.' },
  413: { code: EXIT.usage, remedy: 'Send less.' },
  429: { code: EXIT.failed, remedy: 'Ask again later.' },
  502: { code: EXIT.failed, remedy: 'What stands before the server gets no answer of it: is it running?' },
  503: { code: EXIT.failed, remedy: 'Ask again then.' },
  504: { code: EXIT.failed, remedy: 'What stands before the server gets no answer of it in time.' },
  507: { code: EXIT.failed, remedy: 'Ask again then.' },
};

const OTHER_REFUSAL: Refusal = { code: EXIT.failed, remedy: "The server's log may say more." };

const NO_ORGANISATION: Refusal = { code: EXIT.usage, remedy: 'Check --org.' };

/** Judges what a command threw. An error that no rule knows is ours. */
export function commandFailureOf(
  error: unknown,
  env: Readonly<Record<string, string | undefined>>,
): CommandFailure {
  // a problem a line, each with its stop
  if (error instanceof SettingsFileError)
    return { code: EXIT.usage, lines: withoutKeys(error.message).split('\n').map(shown) };
  if (error instanceof UsageError || error instanceof StartError) return told(EXIT.usage, error.message);
  if (error instanceof CheckFailed) return told(EXIT.failed, error.message);
  if (error instanceof EndUnknown) return told(EXIT.unknown, error.message);
  if (error instanceof Interrupted) return told(EXIT.interrupted, error.message);
  if (error instanceof ServerUnreachable) {
    const remedy = error.remedy === undefined ? ' Start it with push-harness serve, or check --server.' : '';
    return told(EXIT.unreachable, `${sentence(error.message)}${remedy}`);
  }
  if (error instanceof RequestRefused) {
    const { code, remedy } = refusalOf(error);
    return told(code, `The server refused (${error.status}): ${sentence(error.text)} ${remedy}`);
  }
  if (error instanceof AnswerTooLarge) {
    const remedy = 'Check that --server is a Push Jobs server, or read more with --max-answer BYTES.';
    return told(EXIT.usage, `${sentence(error.message)} ${remedy}`);
  }
  if (error instanceof UnexpectedAnswer) {
    return told(EXIT.usage, `${sentence(error.message)} Check that --server is a Push Jobs server.`);
  }
  const fault = fileFault(error);
  return fault === undefined ? ownError(error, env) : told(EXIT.usage, fault);
}

/** Codes of an output whose disk takes no more. Of a pipe or a terminal that is gone nobody is left to tell. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** How a command ends that cannot write what it has to say: without a word where its reader is gone, as with `| head`. */
export function outputFailureOf(error: unknown): CommandFailure {
  if (!FULL.has(codeOf(error) ?? '')) return { code: EXIT.interrupted, lines: [] };
  return told(
    EXIT.usage,
    `Cannot write to standard output (${reasonOf(error)}); make room there, or send it elsewhere.`,
  );
}

/** A push server alone keeps no clients: its Chef server does. */
const NO_CHEF_API: Refusal = {
  code: EXIT.usage,
  remedy: 'Nodes are registered at the Chef server: give an address that has it beside the push server.',
};

function refusalOf({ asked, status, text, redirect }: RequestRefused): Refusal {
  if (redirect !== undefined)
    return {
      code: EXIT.usage,
      remedy: `Give --server ${redirect.server ?? 'the address where the server is'}.`,
    };
  // the one 404 that no name on the command line can mend
  if (status === 404 && /^organization '.*' does not exist/.test(text)) return NO_ORGANISATION;
  if ((status === 404 || status === 405) && /^POST \/organizations\/[^/]+\/clients$/.test(asked))
    return NO_CHEF_API;
  return REFUSALS[status] ?? OTHER_REFUSAL;
}

/** As much as is said of one error: what a user or a server gave may be of any length. */
const MOST_CHARACTERS = 4_000;

function ownError(error: unknown, env: Readonly<Record<string, string | undefined>>): CommandFailure {
  const wantsStack = env.DEBUG !== undefined && env.DEBUG !== '';
  const message = withoutKeys(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const hint = wantsStack
    ? 'please report it with the lines below'
    : 'DEBUG=1 in the environment shows where';
  const stack = error instanceof Error ? withoutKeys(error.stack ?? '').split('\n') : [];
  return {
    code: EXIT.internal,
    lines: [
      `This is an error of push-harness itself (${printable(message)}); ${hint}.`,
      ...(wantsStack ? stack.map(printable) : []),
    ],
  };
}

function told(code: ExitCode, message: string): CommandFailure {
  // keys first: of one that was cut or divided the rest could not be told
  const line = stopped(
    withoutKeys(message)
      .trim()
      .replaceAll(/\s*\n\s*/g, ' '),
  );
  return { code, lines: [shown(line)] };
}

/** A line as a terminal shows it, bounded. */
function shown(line: string): string {
  return printable(line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line);
}
