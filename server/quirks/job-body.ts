import { HttpRefusal, REST_REFUSALS } from '../http/errors.ts';
import type { RouteRules } from '../http/guard.ts';
import { isTooLarge } from '../http/job-file.ts';
import {
  BODY_CHECKS,
  type BodyCheck,
  JOB_BODY_SCHEMA,
  type JobBodyRules,
  jobRequestReader,
  type NodeBound,
} from '../http/job-request.ts';
import { WELL_FORMED_PATTERN } from '../http/schemas/text.ts';
import type { Validation } from '../http/validation.ts';
import { refuseUnreadable } from './bad-json-500.ts';
import type { ServerQuirks } from './choose-quirks.ts';

type Schemas = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const text = { type: 'string', pattern: WELL_FORMED_PATTERN };

/**
 * What each quirk has the schemas of keys allow beyond what they do: what is stored then, or fails when it is stored
 * (see `job-starter.ts`). Source: protocol §10.
 */
const ALLOW = {
  'negative-quorum': ({ quorum }: Schemas) => ({ quorum: without(quorum, 'minimum') }),
  'negative-run-timeout': ({ run_timeout }: Schemas) => ({ run_timeout: without(run_timeout, 'minimum') }),
  'fraction-500': ({ quorum, run_timeout }: Schemas) => ({
    quorum: { ...quorum, type: 'number' },
    run_timeout: { ...run_timeout, type: 'number' },
  }),
  'nul-in-env': ({ env }: Schemas) => ({ env: { ...env, propertyNames: text, additionalProperties: text } }),
  'long-user-500': ({ nodes, file }: Schemas) => ({
    command: text,
    nodes: { ...nodes, items: text },
    user: text,
    dir: text,
    file: { ...file, pattern: '^(?:raw|base64):[^\\ud800-\\udfff]*$' },
  }),
} as const;

/** The refusal of a large file, in the codes of its characters, the number a list within the list. */
function tooLargeInCodes(): HttpRefusal {
  const sentence = REST_REFUSALS.file_too_large.text();
  const [before = '', number = '', after = ''] = sentence.split(/(\d+)/);
  const codes = (part: string) => [...part].map((character) => character.charCodeAt(0));
  const error = [...codes(before), codes(number), ...codes(after)];
  return new HttpRefusal('file_too_large', sentence, { error });
}

/** Quirk `file-error-as-codes`. It is told before what the next check would say of the file. */
const fileInCodes: BodyCheck = ({ file }) => {
  if (file !== undefined && isTooLarge(file)) throw tooLargeInCodes();
};

/** What a server with these quirks allows of the body of a job. */
export function jobBodyRules(quirks: ServerQuirks): JobBodyRules {
  const { knownKeys, nodesOnce, variablesOnce, file } = BODY_CHECKS;
  let properties: Schemas = JOB_BODY_SCHEMA.properties;
  for (const [quirk, allow] of Object.entries(ALLOW)) {
    if (quirks.has(quirk as keyof typeof ALLOW)) properties = { ...properties, ...allow(properties) };
  }
  return {
    schema: { ...JOB_BODY_SCHEMA, properties },
    checks: [
      knownKeys,
      ...(quirks.has('twice-named-500') ? [] : [nodesOnce]),
      variablesOnce,
      ...(quirks.has('file-error-as-codes') ? [fileInCodes] : []),
      file,
    ],
  };
}

/** How a guard of a server with these quirks reads the body of a job. */
export function jobReading(
  quirks: ServerQuirks,
  bound: NodeBound,
  validation: Validation,
): Pick<RouteRules, 'takesJson' | 'readContent'> {
  const read = jobRequestReader(jobBodyRules(quirks), bound, validation);
  if (!quirks.has('bad-json-500')) return { takesJson: 'job_not_json', readContent: read };
  return {
    takesJson: 'internal_error',
    readContent: (json) => {
      refuseUnreadable(json);
      return read(json);
    },
  };
}

function without(schema: Readonly<Record<string, unknown>> | undefined, key: string) {
  return Object.fromEntries(Object.entries(schema ?? {}).filter(([name]) => name !== key));
}
