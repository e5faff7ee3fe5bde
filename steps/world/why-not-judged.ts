import type { TestStepResult } from '@cucumber/messages';
import type { NotJudgedNote } from '../../conformance/run/not-judged.ts';
import type { ResolvedTarget } from '../../conformance/target-file/resolved-target.ts';
import { askStatus, type StatusAnswer } from '../../conformance/target-file/server-status.ts';
import { untilAnswering } from '../../conformance/target-file/until-answering.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';

/** A server that answers nobody for this long is gone. */
const GONE_AFTER_MS = 10_000;

/** Errors that say of themselves that nothing can be judged, by the name of their class. */
const NOT_JUDGED: Readonly<Record<string, { readonly hinders: boolean }>> = {
  NotJudged: { hinders: false },
  Hindered: { hinders: true },
  HookFailed: { hinders: true },
};

/** What the target answers where a scenario is to begin says nothing of what the scenario is about. */
const BEFORE_IT_BEGINS: readonly string[] = [
  'RequestRefused',
  'ServerUnreachable',
  'UnexpectedAnswer',
  'TargetUnreachable',
];

/** What is known of a scenario that failed. */
export interface Failed {
  readonly result: Pick<TestStepResult, 'exception'>;
  /** It came to its first step. */
  readonly hasBegun: boolean;
  readonly hasRestarted: boolean;
  /** The life of the target when it began; undefined where it was not asked for. */
  readonly incarnation: string | undefined;
}

/** Why a failure says nothing of the target; undefined where it does. */
export async function whyNotJudged(
  { result, hasBegun, hasRestarted, incarnation }: Failed,
  { server, url, reach, goneAfterMs }: Pick<ResolvedTarget, 'server' | 'url' | 'reach' | 'goneAfterMs'>,
): Promise<NotJudgedNote | undefined> {
  const { type = '', message = '' } = result.exception ?? {};
  const known = NOT_JUDGED[type];
  if (known?.hinders === false) return { why: message, ...known, ends: false };
  // a server in this process goes away with it
  if (server.kind === 'in-process' || url === undefined) return undefined;
  const hindered = (why: string, ends = false): NotJudgedNote => ({ why, hinders: true, ends });
  const now = await nowAt(url, reach, goneAfterMs);
  if (!now.isThere) return hindered(`the target at ${url} no longer answers (${now.text})`, true);
  if (known !== undefined) return hindered(message);
  const isAnother = now.incarnation !== undefined && now.incarnation !== incarnation;
  if (incarnation !== undefined && isAnother && !hasRestarted)
    return hindered(`the target at ${url} started anew while scenarios were under way`);
  if (hasBegun || !BEFORE_IT_BEGINS.includes(type)) return undefined;
  return hindered(`the target does not let scenarios begin (${message})`);
}

async function nowAt(
  url: string,
  reach: ServerReach | undefined,
  goneAfterMs = GONE_AFTER_MS,
): Promise<StatusAnswer> {
  const first = await askStatus(url, reach);
  // one that is started again by whoever watches over it is given the time
  if (first.isThere) return first;
  return await untilAnswering(url, reach, goneAfterMs, ({ isThere }) => isThere).catch(() => first);
}
