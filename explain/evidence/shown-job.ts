import { parseHttpDate } from '../../protocol/time/dates.ts';
import { type Fields, isFields, isName } from '../../protocol/wire/fields.ts';
import type { AskedJobEvidence, EvidencePlace, ShownJobEvidence } from './evidence.ts';

/** Whether a JSON object may be a job as servers show it. */
export function looksLikeJob(value: unknown): value is Fields {
  return isFields(value) && isName(value.id) && isName(value.status) && 'command' in value;
}

/** A job as a server shows it, or the problem with it. Source: protocol §2. */
export function readShownJob(
  fields: Fields,
  at: EvidencePlace,
  readAtMs?: number,
): ShownJobEvidence | { readonly problem: string } {
  const { id, status, command } = fields;
  if (!isName(id) || !isName(status)) return { problem: 'a job has neither id nor status' };
  const nodes = new Map<string, string>();
  const groups = fields.nodes === undefined ? {} : fields.nodes;
  if (!isFields(groups)) return { problem: `the nodes of job ${id} are no object of statuses` };
  for (const [word, names] of Object.entries(groups)) {
    if (!Array.isArray(names)) return { problem: `the nodes of job ${id} under ${word} are no list` };
    for (const name of names) {
      if (typeof name !== 'string') return { problem: `a node of job ${id} under ${word} is no text` };
      if (nodes.has(name))
        return { problem: `job ${id} shows node ${name} twice, under ${nodes.get(name)} and ${word}` };
      nodes.set(name, word);
    }
  }
  return {
    id,
    status,
    command: typeof command === 'string' ? command : undefined,
    runTimeoutSeconds: numberIn(fields, 'run_timeout'),
    createdAtMs: dateIn(fields.created_at),
    updatedAtMs: dateIn(fields.updated_at),
    nodes,
    dialect: dialectOf(fields),
    readAtMs,
    at,
  };
}

/** A job as it is asked for. Undefined where it cannot be read: the server will have refused it. */
export function readAskedJob(id: string, body: unknown, at: EvidencePlace): AskedJobEvidence | undefined {
  if (!isFields(body) || !Array.isArray(body.nodes) || body.nodes.length === 0) return undefined;
  const nodes = body.nodes.filter((name): name is string => typeof name === 'string');
  if (nodes.length !== body.nodes.length || new Set(nodes).size !== nodes.length) return undefined;
  return {
    id,
    nodes,
    quorum: numberIn(body, 'quorum'),
    runTimeoutSeconds: numberIn(body, 'run_timeout'),
    at,
  };
}

/**
 * In `documented` a job always shows `env` and whether a file was given, and nodes that ran under `complete`. What the
 * shipped server leaves out cannot be there, so that only a job with both options looks alike. Source: protocol §2.
 */
function dialectOf(fields: Fields): ShownJobEvidence['dialect'] {
  const words = isFields(fields.nodes) ? Object.keys(fields.nodes) : [];
  if (words.includes('complete')) return 'documented';
  if (words.some((word) => ['succeeded', 'failed', 'timed_out', 'was_ready'].includes(word)))
    return 'pushy-server';
  if (fields.env === undefined) return 'pushy-server';
  return fields.file_specified === false ? 'documented' : undefined;
}

function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
}

/** As servers write it, or as `job status --json` does. */
function dateIn(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const ms = parseHttpDate(value) ?? Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}
