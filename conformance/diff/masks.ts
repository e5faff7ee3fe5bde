import type { JournalEntry } from '../journal/entry.ts';

/** Turns a text of one run into words that every run of the same script has. */
export type MaskText = (text: string) => string;

/** The jobs that a script started, by the answers to its posts. Source: protocol §2, `POST jobs`. */
export function startedJobs(entries: readonly JournalEntry[]): readonly string[] {
  return entries.flatMap(({ kind, direction, subject, body }) => {
    if (kind !== 'request' || direction !== 'in' || !/^201 to POST \S+\/pushy\/jobs$/.test(subject))
      return [];
    const [, id] = /\/jobs\/([0-9a-f]{32})"/.exec(body) ?? [];
    return id === undefined ? [] : [id];
  });
}

const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
const ID = /\b[0-9a-f]{32}\b/g;
const PEM = /-----BEGIN PUBLIC KEY-----(?:\\n|\s)[\w+/=\s\\]+?-----END PUBLIC KEY-----(?:\\n|\s)*/g;
const HTTP_DATE = /\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\b/g;
const MOMENT = /\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g;
const TCP = /\btcp:\/\/[^\s"',]+:\d+/g;
const LOOPBACK = /(?:\b127\.0\.0\.\d|\blocalhost|\[::1\]):\d{2,5}\b/g;
/** What follows a label in the names of a run: of scenarios at a server that is shared, and in an organisation of their own. */
const OF_RUN = /-[0-9a-f]{6}-[0-9a-z]{1,7}-\d+\b|-[0-9a-f]{8}\b/g;

/**
 * Ids of jobs become `<job 1>` and so on, in the order in which the script started them; other ids, dates, moments, addresses
 * and what a run adds to names become words.
 * @param others more texts that stand for one and the same in every run, such as the address of a server or of its organisation
 */
export function masksOf(
  entries: readonly JournalEntry[],
  others: ReadonlyMap<string, string> = new Map(),
): MaskText {
  const jobs = new Map(startedJobs(entries).map((id, index) => [id, `<job ${index + 1}>`]));
  const given = [...others].map(([from, to]) => [wordPattern(from), to] as const);
  return (text) =>
    given
      .reduce((masked, [from, to]) => masked.replaceAll(from, to), text)
      .replaceAll(PEM, '<public key>')
      .replaceAll(UUID, '<uuid>')
      .replaceAll(ID, (id) => jobs.get(id) ?? (/^(.)\1+$/.test(id) ? id : '<id>'))
      .replaceAll(HTTP_DATE, '<date>')
      .replaceAll(MOMENT, '<moment>')
      .replaceAll(TCP, '<tcp address>')
      .replaceAll(LOOPBACK, '<address>')
      .replaceAll(OF_RUN, '');
}

/** The text where it is a whole name. */
function wordPattern(text: string): RegExp {
  return new RegExp(`(?<![\\w-])${text.replaceAll(/[^\w\s]/g, '\\$&')}(?![\\w-])`, 'g');
}
