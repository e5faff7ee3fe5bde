import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../../files/make-folder.ts';
import type { JobRequest } from '../../../server/job/job-record.ts';
import { CLIENT_COMMAND, WRITTEN } from '../testbed/commands.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { expectSame, Unmet } from '../testbed/unmet.ts';
import type { Topic } from './check.ts';
import { listed } from './jobs.ts';

const TEXT = 'a value with "quotes", $signs and é';
const CONTENT = 'first line\nsecond line é\n';
const FORBIDDEN_USER = 'no-such-user-here';

/** As much as a job's file may have. Source: protocol §2. */
const LARGE_BYTES = 100_000;
const LARGE_END = 'the end';
const LARGE_CONTENT = LARGE_END.padStart(LARGE_BYTES, 'x');
/** What `conform measure` writes of it. */
const LARGE_SHOWN = `${LARGE_BYTES} ${LARGE_END}`;

/** Modes as `ls` shows them. */
const OWNERS_ALONE = /^-r.{2}-{6}$/;
/** What the umask of a process leaves of a file that is made without a mode: others may read it, and not write it. */
const READ_BY_OTHERS = /^-rw-r[w-]-[r-]--$/;

export const OPTIONS: Topic = {
  name: 'options',
  about: 'A client does with a job what its options say',
  checks: [
    {
      id: 'CLIENT-020',
      level: 'must',
      name: 'sends what the command wrote on both channels when the job asks for it',
      source: 'protocol §4, §8',
      run: async (testbed) => {
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.write, captureOutput: true });
        expectSame(
          'stdout',
          JSON.stringify(WRITTEN.stdout),
          shown(await testbed.jobs.output(job.id, 'stdout')),
        );
        expectSame(
          'stderr',
          JSON.stringify(WRITTEN.stderr),
          shown(await testbed.jobs.output(job.id, 'stderr')),
        );
      },
    },
    {
      id: 'CLIENT-021',
      level: 'should',
      name: 'sends no output when the job does not ask for it',
      source: 'protocol §8',
      run: async (testbed) => {
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.write });
        expectSame('answers', 'ack_commit, ack_run, succeeded', listed(job));
        const output = await testbed.jobs.output(job.id, 'stdout');
        if (output !== undefined) throw new Unmet('no output', shown(output));
      },
    },
    {
      id: 'CLIENT-022',
      level: 'must',
      name: "gives the command the job's environment variables",
      source: 'protocol §8',
      run: async (testbed) => {
        const { env } = await show(testbed, { env: { CONFORM_TEXT: TEXT } });
        expectSame('the variable', TEXT, String(env));
      },
    },
    {
      id: 'CLIENT-023',
      level: 'must',
      name: 'tells the command its job and its node in CHEF_PUSH_JOB_ID and CHEF_PUSH_NODE_NAME',
      source: 'protocol §8',
      run: async (testbed) => {
        const { job, node, id } = await show(testbed, {});
        expectSame('CHEF_PUSH_JOB_ID', String(id), String(job));
        expectSame('CHEF_PUSH_NODE_NAME', testbed.node, String(node));
      },
    },
    {
      id: 'CLIENT-024',
      level: 'must',
      name: "runs the command in the job's directory",
      source: 'protocol §8',
      run: async (testbed) => {
        const asked = join(testbed.workDir, 'a directory');
        makeFolder(asked);
        const { dir } = await show(testbed, { dir: asked });
        expectSame('the directory', await realpath(asked), String(dir));
      },
    },
    {
      id: 'CLIENT-025',
      level: 'must',
      name: 'answers a commit with nack_commit when the directory is not there',
      source: 'protocol §8',
      run: async (testbed) => {
        const dir = join(testbed.workDir, 'not', 'there');
        expectSame(
          'answers',
          'nack_commit',
          listed(await testbed.jobs.run({ command: CLIENT_COMMAND.succeed, dir })),
        );
      },
    },
    {
      id: 'CLIENT-026',
      level: 'must',
      name: 'answers a commit with nack_commit when the user is not there',
      source: 'protocol §8',
      run: async (testbed) => {
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed, user: FORBIDDEN_USER });
        expectSame('answers', 'nack_commit', listed(job));
      },
    },
    {
      id: 'CLIENT-027',
      level: 'must',
      name: 'puts a file that came as raw text where CHEF_PUSH_JOB_FILE says',
      source: 'protocol §8',
      run: (testbed) => expectFile(testbed, `raw:${CONTENT}`),
    },
    {
      id: 'CLIENT-028',
      level: 'must',
      name: 'puts a file that came as base64 where CHEF_PUSH_JOB_FILE says',
      source: 'protocol §8',
      run: (testbed) => expectFile(testbed, `base64:${Buffer.from(CONTENT).toString('base64')}`),
    },
    {
      id: 'CLIENT-029',
      level: 'should',
      name: 'lets nobody else read the file of a job',
      source: 'protocol §8',
      run: async (testbed, meet) => {
        const { mode } = await show(testbed, { file: 'raw:secret' });
        if (OWNERS_ALONE.test(String(mode))) return;
        if (!READ_BY_OTHERS.test(String(mode))) throw new Unmet('a file for its owner alone', String(mode));
        meet('world-readable-file', `the mode of the file: ${mode}`);
      },
    },
    {
      id: 'CLIENT-060',
      level: 'must',
      name: 'takes a commit with a file of 100,000 bytes, which is longer than what it may send itself',
      source: 'protocol §4: max_body_size bounds what a client sends; §10, no-receive-limit',
      run: async (testbed) => {
        const file = `base64:${Buffer.from(LARGE_CONTENT).toString('base64')}`;
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.measure, captureOutput: true, file });
        const output = (await testbed.jobs.output(job.id, 'stdout')) ?? listed(job);
        expectSame('the length and the end of the file', LARGE_SHOWN, output.trim().replace(/\s+/g, ' '));
      },
    },
  ],
};

/** The command finds the file that came with its job. */
async function expectFile(testbed: Testbed, file: string): Promise<void> {
  const found = await show(testbed, { file });
  expectSame('the content of the file', JSON.stringify(CONTENT), shown(found.file));
}

/** Runs `conform show` with these options, and gives what it showed by its names, and the id of the job. */
async function show(
  testbed: Testbed,
  options: Partial<JobRequest>,
): Promise<Readonly<Record<string, string | undefined>>> {
  const job = await testbed.jobs.run({ command: CLIENT_COMMAND.show, captureOutput: true, ...options });
  const text = await testbed.jobs.output(job.id, 'stdout');
  if (text === undefined)
    throw new Unmet('the output of a command that shows what it was given', listed(job));
  const [before = '', ...after] = text.split(/^file=/m);
  const named = before.split('\n').map((line): [string, string] => {
    const equals = line.indexOf('=');
    return [line.slice(0, equals), line.slice(equals + 1)];
  });
  return { ...Object.fromEntries(named), id: job.id, ...(after.length > 0 && { file: after.join('file=') }) };
}

function shown(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
