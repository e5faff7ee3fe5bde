import { request } from 'undici';
import { serverDispatcher } from '../../protocol/client/server-dispatcher.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { wholeBody } from '../../protocol/client/whole-body.ts';

/** A server that takes a connection and says nothing does not answer either. */
const ANSWERS_WITHIN_MS = 5_000;

/** A status has a few hundred bytes, and one for each job. */
const MAX_STATUS_BYTES = 1_048_576;

/** What came of `GET /pushy/_status`. */
export interface StatusAnswer {
  /** It was answered with 200. */
  readonly isRight: boolean;
  /** It was answered by somebody who does not say that the server is down. */
  readonly isThere: boolean;
  /** The status, or why no answer came. */
  readonly text: string;
  /** The life of the server that answered; undefined where it does not say. */
  readonly incarnation?: string;
}

/** Asks a server whether it is there. Never rejects. @param signal gives up: it is not there then */
export async function askStatus(
  serverUrl: string,
  reach: ServerReach | undefined,
  signal?: AbortSignal,
): Promise<StatusAnswer> {
  const late = AbortSignal.timeout(ANSWERS_WITHIN_MS);
  try {
    const asked = {
      signal: signal === undefined ? late : AbortSignal.any([late, signal]),
      dispatcher: serverDispatcher(serverUrl, reach),
    };
    const { statusCode, body } = await request(`${serverUrl}/pushy/_status`, asked);
    const bytes = await wholeBody(body, MAX_STATUS_BYTES, () => new Error('its answer has no end'));
    const text = bytes.toString('utf8');
    const incarnation = statusCode === 200 ? incarnationIn(text) : undefined;
    return {
      isRight: statusCode === 200,
      isThere: statusCode < 500,
      text: `answered with ${statusCode}`,
      ...(incarnation !== undefined && { incarnation }),
    };
  } catch (error) {
    return { isRight: false, isThere: false, text: error instanceof Error ? error.message : String(error) };
  }
}

function incarnationIn(text: string): string | undefined {
  try {
    const { incarnation_id: incarnation } = Object(JSON.parse(text)) as Record<string, unknown>;
    return typeof incarnation === 'string' ? incarnation : undefined;
  } catch {
    // a status of another form is an answer all the same
    return undefined;
  }
}
