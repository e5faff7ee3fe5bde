import type { Logger } from 'pino';
import { ServerUnreachable } from '../../../protocol/client/errors.ts';
import type { Reply } from '../../../protocol/client/reply.ts';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import type { Clock } from '../../../protocol/time/clock.ts';
import type { StoredGroupMembers } from '../../store/store.ts';
import { type AccessQuestion, AccessUnavailable } from '../access-unavailable.ts';
import type { KeyedPrincipal } from '../principal.ts';
import {
  type ParsedAnswer,
  parseGroup,
  parseNotFound,
  parseOrganisation,
  parsePrincipals,
} from './answers.ts';
import type { CheckedAddress } from './chef-server-address.ts';

const SUPERUSER = 'pivotal';

/** How long an answer may take, waiting for a connection included. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Room for a group of some fifty thousand nodes. */
const MAX_ANSWER_BYTES = 8 * 1_048_576;

/** Questions under way at once; more of them wait. */
const CONCURRENCY = 64;

/** The signature's headers are there, and empty: such a question is only answered on a trusted way. Source: protocol §11. */
const UNSIGNED: Readonly<Record<string, string>> = {
  'X-Ops-UserId': '',
  'X-Ops-Timestamp': '',
  'X-Ops-Sign': '',
  'X-Ops-Content-Hash': '',
  'X-Ops-Server-API-Version': '1',
  'X-Chef-Version': '12.0.0',
};

/**
 * The three questions that a push server has for a Chef server.
 *
 * @throws AccessUnavailable by each of them, for an answer that does not come in time, is too long, or is not what it
 * must be
 */
export class ChefQuestions {
  readonly #signed: RestClient;
  readonly #unsigned: RestClient;
  readonly #log: Logger;
  readonly #answerTimeoutMs: number;

  constructor(
    { url, key, principalsUrl, reach, principalsReach }: CheckedAddress,
    {
      clock,
      log,
      answerTimeoutMs = ANSWER_TIMEOUT_MS,
    }: { readonly clock: Clock; readonly log: Logger; readonly answerTimeoutMs?: number },
  ) {
    const common = {
      org: '',
      user: SUPERUSER,
      privateKey: key,
      version: '1.0',
      concurrency: CONCURRENCY,
      answerTimeoutMs,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      clock,
    } as const;
    this.#signed = new RestClient({ ...common, ...reach, serverUrl: url });
    this.#unsigned = new RestClient({ ...common, ...principalsReach, serverUrl: principalsUrl });
    this.#log = log;
    this.#answerTimeoutMs = answerTimeoutMs;
  }

  /** The organisation's id; undefined: there is none of that name. */
  async organisation(name: string): Promise<string | undefined> {
    const path = `/organizations/${encodeURIComponent(name)}`;
    const reply = await this.#ask('organisation', this.#signed, path);
    if (reply.status === 404) return undefined;
    return understood('organisation', reply, parseOrganisation);
  }

  /** Everybody who has the name; nobody, where there is no such principal. */
  async principals(org: string, name: string): Promise<readonly KeyedPrincipal[] | 'no_such_organisation'> {
    const path = `/organizations/${encodeURIComponent(org)}/principals/${encodeURIComponent(name)}`;
    const reply = await this.#ask('principal', this.#unsigned, path, UNSIGNED);
    if (reply.status === 404) {
      const missing = parseNotFound(reply.text);
      if (missing === undefined) {
        // whoever answers there is asked for something that he does not have
        throw unusable('principal', reply, 'status_404', 'it names neither org nor principal');
      }
      return missing === 'org' ? 'no_such_organisation' : [];
    }
    const version = reply.headers['x-ops-server-api-version'];
    return understood('principal', reply, (body) =>
      parsePrincipals(name, version === undefined ? undefined : String(version), body),
    );
  }

  /** A group's direct members; undefined: there is no such group. A Chef server that fails at it has a group without members. */
  async group(org: string, name: string): Promise<StoredGroupMembers | undefined> {
    const path = `/organizations/${encodeURIComponent(org)}/groups/${encodeURIComponent(name)}`;
    const reply = await this.#ask('group', this.#signed, path);
    if (reply.status === 404) return undefined;
    if (reply.status >= 500) {
      this.#log.warn(
        { asked: reply.asked, status: reply.status },
        'the Chef server failed to return a group: it counts as a group without members',
      );
      return NO_MEMBERS;
    }
    return understood('group', reply, parseGroup);
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    await Promise.all([this.#signed.close(), this.#unsigned.close()]);
  }

  async #ask(
    question: AccessQuestion,
    client: RestClient,
    path: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply> {
    try {
      return await client.request('GET', path, {
        signal: AbortSignal.timeout(this.#answerTimeoutMs),
        ...(headers !== undefined && { headers, signed: false }),
      });
    } catch (error) {
      const cause = error instanceof ServerUnreachable ? error.cause : error;
      const reason = reasonOf(cause);
      const message = `the Chef server did not answer ${client.serverUrl}${path} (${reason})`;
      throw new AccessUnavailable(question, reason, message, cause);
    }
  }
}

function understood<T>(question: AccessQuestion, reply: Reply, parse: (body: string) => ParsedAnswer<T>): T {
  const { status } = reply;
  if (status === 401 || status === 403) {
    throw unusable(question, reply, `status_${status}`, `it refuses ${SUPERUSER}: check --chef-server-key`);
  }
  if (status !== 200) throw unusable(question, reply, `status_${status}`, 'it is no answer');
  const parsed = parse(reply.text);
  if (!parsed.ok) throw unusable(question, reply, 'bad_answer', parsed.problem);
  return parsed.value;
}

function unusable(
  question: AccessQuestion,
  { asked, status }: Reply,
  reason: string,
  problem: string,
): AccessUnavailable {
  const message = `the answer of the Chef server to ${asked} (${status}) cannot be used: ${problem}`;
  return new AccessUnavailable(question, reason, message);
}

const NO_MEMBERS: StoredGroupMembers = { users: [], clients: [], groups: [] };

/** The system's own word for it, in lower case; undici's without its prefix. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
  if (/timeout/i.test(code)) return 'timeout';
  return code.toLowerCase().replace(/^und_err_/, '');
}
