import { config } from '../../protocol/client/api.ts';
import { RequestRefused, refusalText, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { newCurveKeyPair } from '../../protocol/curve/key-pair.ts';
import type { DialectName } from '../../protocol/dialect-name.ts';
import type { Capability } from '../scenarios/capabilities.ts';
import { ConformUsageError } from './errors.ts';
import type { TargetTimings } from './timings.ts';

/** A node that nobody has. */
const NOBODY = 'push-harness-probe';

/** How long a feed may take to begin its answer. */
const FEED_SILENCE_MS = 10_000;

/** The documentation's server does not know a node that was never seen; the shipped one shows it as offline. Source: protocol §2. */
export async function findDialect(admin: RestClient): Promise<DialectName> {
  const { status } = await admin.pushy('GET', `node_states/${NOBODY}`);
  return status === 404 ? 'documented' : 'pushy-server';
}

/** What nodes are told about times, and whether they connect encrypted; nothing where the server does not say it to an admin. */
export async function askConfig(
  admin: RestClient,
): Promise<{ readonly timings: Partial<TargetTimings>; readonly isEncrypted: boolean | undefined }> {
  try {
    const { intervalSeconds, lifetimeSeconds, curvePublicKey } = await config(
      admin,
      NOBODY,
      newCurveKeyPair().publicKey,
    );
    return {
      timings: {
        heartbeatIntervalMs: Math.round(intervalSeconds * 1_000),
        configLifetimeSeconds: lifetimeSeconds,
      },
      isEncrypted: curvePublicKey !== undefined,
    };
  } catch (error) {
    if (error instanceof UnexpectedAnswer) return { timings: timingsIn(error.text), isEncrypted: undefined };
    // a server may have its own mind about who gets the configuration of which node: the file's times are taken then
    if (error instanceof RequestRefused) return { timings: {}, isEncrypted: undefined };
    throw error;
  }
}

/** The times in a configuration that lacks something else. */
function timingsIn(text: string): Partial<TargetTimings> {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return {};
  }
  const { interval } = Object(Object(Object(config).push_jobs).heartbeat) as Record<string, unknown>;
  const { lifetime } = Object(config) as Record<string, unknown>;
  const isTime = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && value > 0;
  return {
    ...(isTime(interval) && { heartbeatIntervalMs: Math.round(interval * 1_000) }),
    ...(isTime(lifetime) && { configLifetimeSeconds: lifetime }),
  };
}

/** What the target offers over REST. Asks only for what changes nothing. @throws ConformUsageError for a superuser who is none */
export async function findCapabilities(
  admin: RestClient,
  superuser: RestClient | undefined,
): Promise<readonly Capability[]> {
  const isFound = async (client: RestClient, path: string): Promise<boolean> =>
    (await client.request('GET', path)).status === 200;
  const found: Capability[] = [];
  if (await hasFeed(admin)) found.push('feeds', 'org-feed', 'capture');
  if (await isFound(admin, admin.pushyPath(`diagnosis/${NOBODY}`))) found.push('diagnosis');
  // a path that is known under another method
  const cancel = await admin.pushy('GET', `jobs/${NOBODY}/cancel`);
  if (cancel.status === 405 && cancel.headers.allow === 'POST') found.push('cancel');
  const page = await admin.pushy('GET', 'jobs?limit=1');
  if (page.status === 200 && String(page.headers.link).includes('rel="first"')) found.push('pages');
  if (await isFound(admin, '/openapi.json')) found.push('openapi');
  if (superuser !== undefined && (await managesUsers(superuser))) {
    found.push('chef-api', 'reader', 'outsider');
    if (await isFound(superuser, '/organizations')) found.push('organisations');
  }
  return found;
}

/** False where there is no such path: the server has no users of its own. */
async function managesUsers(superuser: RestClient): Promise<boolean> {
  const { status, text } = await superuser.request('GET', '/users');
  if (status !== 401 && status !== 403) return status === 200;
  throw new ConformUsageError(
    `the target refuses its superuser ${superuser.user} (${status}: ${refusalText(text)}); check user and key, or leave the superuser out`,
  );
}

/** Whoever has the feeds of 2.x has its output capture, too. */
async function hasFeed(admin: RestClient): Promise<boolean> {
  for (const name of ['jobs_status_feed', 'job_status_feed']) {
    const { status, body } = await admin.stream(admin.pushyPath(name), {
      headers: { Accept: 'text/event-stream' },
      silenceTimeoutMs: FEED_SILENCE_MS,
    });
    // its end is nobody's news
    body.on('error', () => body.destroy());
    body.destroy();
    if (status === 200) return true;
  }
  return false;
}
