import { Answer, ask } from '../protocol/client/api.ts';
import { RequestRefused } from '../protocol/client/errors.ts';
import type { Reply } from '../protocol/client/reply.ts';
import type { RestClient } from '../protocol/client/rest-client.ts';
import { defectText } from '../protocol/wire/defect.ts';
import { isFields } from '../protocol/wire/fields.ts';
import { withClient } from './connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { CheckFailed } from './program/errors.ts';
import { EXIT } from './program/exit-codes.ts';

export const doctor = defineCommand({
  description: `Says how far a node came on its way to being available, what stopped it, and what to do about it. The exit code
is 0 when the node is available, 1 otherwise. Asks the diagnosis of push-harness serve, which other Push Jobs
servers do not have.

${CONNECTION_HELP}`,
  arguments: [{ name: '<node>', about: 'name of the node' }],
  options: CONNECTION_OPTIONS,
  examples: [{ about: 'why is web1 unavailable?', line: 'doctor web1' }],
  run: (surroundings, options, [node = '']) =>
    withClient(surroundings, options, async (client) => {
      const reply = await askForDiagnosis(client, node);
      const report = Answer.of(reply).fields;
      surroundings.output.record(report);
      for (const line of diagnosisLines(report)) surroundings.output.answer(line);
      return report.state === 'available' ? EXIT.done : EXIT.failed;
    }),
});

/** @throws CheckFailed where the server has none */
async function askForDiagnosis(client: RestClient, node: string): Promise<Reply> {
  try {
    return await ask(client, 'GET', client.pushyPath(`diagnosis/${encodeURIComponent(node)}`));
  } catch (error) {
    const isMissing = error instanceof RequestRefused && [404, 405].includes(error.status);
    // a server that has diagnoses knows one for every node
    if (!isMissing || /^organization '.*' does not exist/.test(error.text)) throw error;
    throw new CheckFailed(
      `${client.serverUrl} has no diagnosis of nodes (${error.status}): only push-harness serve has; ask it with node status ${node}`,
      { cause: error },
    );
  }
}

/** The sentence, what exactly it was, the remedy; then what they were drawn from. */
export function diagnosisLines(report: Readonly<Record<string, unknown>>): readonly string[] {
  const { sentence, detail, remedy } = report;
  return [
    // servers of before say nothing in detail
    ...[sentence, detail ?? '', remedy].filter((line) => line !== '').map(shown),
    ...fact(
      'last thing that went right',
      report.last_right,
      ({ stage, at }) => `${shown(stage)} at ${shown(at)}`,
    ),
    ...fact('what went wrong', report.first_wrong, ({ cause, at }) =>
      at === null ? shown(cause) : `${shown(cause)} at ${shown(at)}`,
    ),
    ...each(report.refusals).flatMap((item) =>
      fact('refused', item, ({ reason, ...rest }) => `${counted(reason, rest)}${defectOf(rest)}`),
    ),
    ...each(report.notes).flatMap((item) => fact('note', item, ({ note, ...rest }) => counted(note, rest))),
  ];
}

function fact(
  name: string,
  value: unknown,
  text: (fields: Readonly<Record<string, unknown>>) => string,
): string[] {
  return isFields(value) ? [`  ${name}: ${text(value)}`] : [];
}

function counted(what: unknown, { count, last_at: lastAt }: Readonly<Record<string, unknown>>): string {
  return `${shown(what)}, ${count === 1 ? 'once' : `${shown(count)} times`}, at ${shown(lastAt)} last`;
}

/** What exactly was wrong, the last time. */
function defectOf({ field, value, expected, over }: Readonly<Record<string, unknown>>): string {
  const where = typeof over === 'string' ? `, over the connection of ${shown(over)}` : '';
  if (typeof field !== 'string' || typeof expected !== 'string') return where;
  return `${where}: ${shown(defectText({ field, value: typeof value === 'string' ? value : undefined, expected }))}`;
}

function each(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function shown(value: unknown): string {
  return printable(String(value));
}
