import { EventLog } from '../../protocol/time/event-log.ts';

/** A line of a server's log: its text, and what it is about. */
export interface LogLine {
  readonly text: string;
  /** It tells of a bug or a failure of the server's own. */
  readonly isError: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Of a bug or a failure, in pino's numbers. */
const ERROR_LEVEL = 50;

export function newServerLog(): EventLog<LogLine> {
  return new EventLog<LogLine>('the log', ({ text, fields }) => `${text} ${JSON.stringify(fields)}`);
}

/** Takes up a line that a server of ours has logged; what is no JSON is a line all the same. */
export function addLogLine(log: EventLog<LogLine>, line: string): void {
  log.add(parseLine(line) ?? { text: line, isError: true, fields: {} });
}

function parseLine(line: string): LogLine | undefined {
  let logged: Record<string, unknown>;
  try {
    logged = JSON.parse(line) as Record<string, unknown>;
  } catch {
    // the last words of a process that dies
    return undefined;
  }
  const { msg, ...fields } = logged;
  return { text: String(msg), isError: Number(fields.level) >= ERROR_LEVEL, fields };
}
