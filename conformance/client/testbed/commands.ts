import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../files/make-folder.ts';
import type { Waits } from './waits.ts';

/** Texts of jobs that the client is told to allow. */
export const CLIENT_COMMAND = {
  succeed: 'conform succeed',
  fail: 'conform fail',
  write: 'conform write',
  show: 'conform show',
  measure: 'conform measure',
  pause: 'conform pause',
  wait: 'conform wait',
} as const;

/** The text of a job that is in no whitelist. */
export const FORBIDDEN = 'conform forbidden';

/** What `conform write` writes on its two channels. */
export const WRITTEN = { stdout: 'to stdout é\n', stderr: 'to stderr\n' } as const;

/** Bytes at the end of the job's file that `conform measure` writes after its length. */
const MEASURED_END_BYTES = 7;

/** `conform wait` goes on for so many times what anything else is waited for. */
const WAIT_SHARE = 3;

/** Where `conform wait` leaves the id of its process. */
export const PID_FILE = 'wait.pid';

/** What `conform show` shows, a line each, `NAME=VALUE`; the job's file comes last. */
const SHOW = `printf '%s\\n' "env=$CONFORM_TEXT" "dir=$(pwd -P)" "job=$CHEF_PUSH_JOB_ID" "node=$CHEF_PUSH_NODE_NAME"
if [ -n "$CHEF_PUSH_JOB_FILE" ]; then
  printf 'mode=%s\\n' "$(ls -l "$CHEF_PUSH_JOB_FILE" | cut -c1-10)"
  printf 'file='
  cat "$CHEF_PUSH_JOB_FILE"
fi
`;

/**
 * Writes the commands as shell scripts into a folder, and gives the whitelist: texts of jobs, and what is run for them.
 */
export async function writeCommands(
  folder: string,
  { answerMs, pauseSeconds }: Waits,
): Promise<Readonly<Record<string, string>>> {
  const scripts: Readonly<Record<keyof typeof CLIENT_COMMAND, string>> = {
    succeed: 'exit 0\n',
    fail: 'exit 3\n',
    write: `printf 'to stdout \\303\\251\\n'\nprintf 'to stderr\\n' >&2\n`,
    show: SHOW,
    measure: `wc -c < "$CHEF_PUSH_JOB_FILE"\ntail -c ${MEASURED_END_BYTES} "$CHEF_PUSH_JOB_FILE"\n`,
    pause: `exec sleep ${pauseSeconds}\n`,
    // ends by itself, should nobody end it
    wait: `echo $$ > '${join(folder, PID_FILE)}'\nexec sleep ${Math.ceil((WAIT_SHARE * answerMs) / 1_000)}\n`,
  };
  makeFolder(folder);
  const whitelist: Record<string, string> = {};
  for (const [name, text] of Object.entries(CLIENT_COMMAND)) {
    const file = join(folder, `${name}.sh`);
    await writeFile(file, scripts[name as keyof typeof CLIENT_COMMAND]);
    whitelist[text] = `sh ${file}`;
  }
  return whitelist;
}
