import { canonicalPath } from '../../protocol/signing/canonical-path.ts';
import { parseOpsTimestamp } from '../../protocol/time/dates.ts';
import { SIGNING_RULES, type SigningRules } from '../http/signers.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/** What each quirk of signatures changes. Source: protocol §10. */
const CHANGES = {
  // with 1.3 no header is compared, with the older ones not that of a body: a request without one is still checked there
  'content-hash-unchecked': {
    checksContentHash: (version, bodyBytes) => version !== '1.3' && bodyBytes === 0,
  },
  'slash-401': { signedPaths: (path) => [canonicalPath(path)] },
  'time-without-zone': {
    parseTimestamp: (text) => parseOpsTimestamp(text) ?? parseOpsTimestamp(`${text}Z`),
  },
  // the user hides the client, whose key is never tried
  'two-kinds-one-name': {
    whoMaySign: (all) =>
      all.some(({ kind, associated }) => kind === 'user' && !associated)
        ? all.filter(({ kind }) => kind === 'user')
        : all,
  },
} as const satisfies Readonly<Record<string, Partial<SigningRules>>>;

/** What a server with these quirks takes for signed, and by whom. */
export function signingRules(quirks: ServerQuirks): SigningRules {
  const changes = Object.entries(CHANGES).filter(([quirk]) => quirks.has(quirk as keyof typeof CHANGES));
  return Object.assign({ ...SIGNING_RULES }, ...changes.map(([, change]) => change));
}
