import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Defect, shownField } from '../../protocol/wire/defect.ts';
import type { ConfigRefusal } from '../broker/diagnosis/diagnosis.ts';
import type { NodeNames } from '../broker/node-names.ts';
import type { HttpDeps } from './deps.ts';
import { HttpRefusal, type RefusalCode } from './errors.ts';
import { requestDefect, signerDefect } from './request-defect.ts';

/** The refusals that tell why a node does not get in. */
const TOLD: Readonly<Partial<Record<RefusalCode, ConfigRefusal>>> = {
  method_not_allowed: 'method_not_allowed',
  missing_ccpk: 'missing_ccpk',
  bad_ccpk: 'bad_ccpk',
  missing_headers: 'missing_headers',
  unsupported_version: 'unsupported_version',
  bad_timestamp: 'bad_timestamp',
  clock_skew: 'clock_skew',
  bad_signature: 'bad_signature',
  unknown_principal: 'unknown_principal',
  not_associated: 'not_permitted',
  not_permitted: 'not_permitted',
  name_mismatch: 'name_mismatch',
  not_acceptable: 'not_acceptable',
};

/** What is wrong with a request where another path expects something else. */
const OF_CONFIGS: Readonly<Partial<Record<RefusalCode, (request: FastifyRequest, node: string) => Defect>>> =
  {
    method_not_allowed: ({ method }) => ({ field: 'method', value: shownField(method), expected: 'GET' }),
    not_permitted: (request, node) =>
      signerDefect(request, `the client ${shownField(node)}, or a user who may read in this organisation`),
    not_acceptable: ({ headers }) => ({
      ...{ field: 'header Accept', value: shownField(headers.accept) },
      expected: 'application/json, or no such header',
    }),
  };

/** Without a body: what a client sends where it need not is not read here. */
const NO_BODY = Buffer.alloc(0);
const CONFIG_PATH = /^\/+organizations\/+([^/?#]+)\/+pushy\/+config\/+([^/?#]+)\/*(?:\?|$)/;

type Deps = Pick<HttpDeps, 'access' | 'diagnosis' | 'clock'>;

/** Has the diagnosis remember that a node was refused its configuration, and what was wrong with its request. */
export async function tellConfigRefusal(
  { access, diagnosis, clock }: Deps,
  request: FastifyRequest,
  { org, node }: NodeNames,
  error: unknown,
): Promise<void> {
  if (!(error instanceof HttpRefusal)) return;
  const reason = TOLD[error.code];
  // nothing is kept for an organisation that somebody made up
  if (reason === undefined || (await access.organisation(org)) === undefined) return;
  const { originalUrl: url, headers } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const facts = { url, headers, org, node, body: hasBody ? undefined : NO_BODY };
  const defect = OF_CONFIGS[error.code]?.(request, node) ?? requestDefect(error.code, facts, clock.now());
  diagnosis.configRefused(org, node, reason, defect);
}

/** The same of those who ask with another method than GET, which no route takes. */
export function tellWrongMethods(app: FastifyInstance, deps: Deps): void {
  app.addHook('onError', async (request, _reply, error) => {
    const names = request.is404 ? namesIn(request.originalUrl) : undefined;
    if (names !== undefined) await tellConfigRefusal(deps, request, names, error);
  });
}

function namesIn(url: string): NodeNames | undefined {
  const [, org, node] = CONFIG_PATH.exec(url) ?? [];
  if (org === undefined || node === undefined) return undefined;
  try {
    return { org: decodeURIComponent(org), node: decodeURIComponent(node) };
  } catch {
    // no name of anybody
    return undefined;
  }
}
