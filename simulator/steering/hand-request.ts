import { DURATION, fields, type Schema } from '../../files/settings/schema.ts';
import { type Suggest, schemaCheck } from '../../files/settings/schema-check.ts';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import { BEHAVIOURS_SCHEMA } from '../fleet-file/behaviours-schema.ts';
import { FAULT_SCHEMA } from '../fleet-file/fault-schema.ts';
import type { FaultRule } from '../fleet-file/fleet-file.ts';
import type { RawBehaviour, RawFault } from '../fleet-file/raw-fleet.ts';
import { optionalMs, readBehaviours } from '../fleet-file/raw-parts.ts';
import { readFault } from '../fleet-file/read-fault.ts';

/** The version of requests and answers; it rises when a word changes its meaning or goes away. */
export const HAND_VERSION = 1;

/** What a fleet is told by hand. */
export type HandRequest =
  | { readonly act: 'status' }
  /** So many nodes, or so many more (`isRelative`) than there are. */
  | {
      readonly act: 'scale';
      readonly nodes: number;
      readonly isRelative: boolean;
      readonly group: string | undefined;
    }
  | {
      readonly act: 'behave';
      readonly who: string;
      readonly group: string | undefined;
      readonly behaviours: readonly BehaviourChoice[];
    }
  | {
      readonly act: 'kill';
      readonly who: string;
      readonly group: string | undefined;
      readonly returnsAfterMs: number | undefined;
    }
  /** A fault of the file begins or ends, or a new one of messages begins. */
  | { readonly act: 'fault'; readonly name: string; readonly forMs: number | undefined }
  | { readonly act: 'end_fault'; readonly name: string }
  | {
      readonly act: 'new_fault';
      readonly rule: FaultRule;
      readonly who: string;
      readonly forMs: number | undefined;
    };

/** What was read of a request; where it is none, a sentence for people. */
export type ReadRequest =
  | { readonly ok: true; readonly request: HandRequest }
  | { readonly ok: false; readonly problem: string };

/** A request as it travels, a line of JSON. */
type RawRequest = { readonly v: typeof HAND_VERSION } & (
  | { readonly act: 'status' }
  | { readonly act: 'scale'; readonly nodes: number; readonly relative?: boolean; readonly group?: string }
  | {
      readonly act: 'behave';
      readonly who: string;
      readonly group?: string;
      readonly behaviours: readonly RawBehaviour[];
    }
  | { readonly act: 'kill'; readonly who: string; readonly group?: string; readonly for?: string }
  | { readonly act: 'fault'; readonly name: string; readonly for?: string }
  | { readonly act: 'end_fault'; readonly name: string }
  | { readonly act: 'new_fault'; readonly fault: RawFault; readonly who?: string; readonly for?: string }
);

/** Characters of a name, or of what means nodes. */
const MAX_WORD = 10_000;
/** As many as a fleet may have. */
const MAX_NODES = 100_000;

const word: Schema = { type: 'string', minLength: 1, maxLength: MAX_WORD, description: 'text' };
const nodes: Schema = {
  type: 'integer',
  minimum: -MAX_NODES,
  maximum: MAX_NODES,
  description: `a whole number, at most ${MAX_NODES}`,
};

const PARTS: Readonly<Record<HandRequest['act'], Readonly<Record<string, Schema>>>> = {
  status: {},
  scale: { nodes, relative: { type: 'boolean', description: 'true or false' }, group: word },
  behave: { who: word, group: word, behaviours: { ...BEHAVIOURS_SCHEMA, maxItems: 30 } },
  kill: { who: word, group: word, for: DURATION },
  fault: { name: word, for: DURATION },
  end_fault: { name: word },
  new_fault: { fault: FAULT_SCHEMA, who: word, for: DURATION },
};
const NEEDED: Readonly<Record<HandRequest['act'], readonly string[]>> = {
  status: [],
  scale: ['nodes'],
  behave: ['who', 'behaviours'],
  kill: ['who'],
  fault: ['name'],
  end_fault: ['name'],
  new_fault: ['fault'],
};

const ACTS = Object.keys(PARTS) as HandRequest['act'][];
const act: Schema = { enum: ACTS, description: `one of ${ACTS.join(', ')}` };
const version: Schema = { const: HAND_VERSION, description: `${HAND_VERSION}: the versions differ` };

const HEAD = schemaCheck({
  ...fields('a request', { v: version, act }, ['v', 'act']),
  additionalProperties: true,
});
const CHECKS = Object.fromEntries(
  ACTS.map((each) => [
    each,
    schemaCheck(fields('a request', { v: version, act, ...PARTS[each] }, NEEDED[each])),
  ]),
);

/** Reads a request that came over a socket, as JSON or not. Never throws. */
export function readHandRequest(line: string, suggest: Suggest): ReadRequest {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return { ok: false, problem: 'a request is a JSON object on one line' };
  }
  const head = HEAD(document, suggest);
  const check = CHECKS[String(Object(document).act)];
  const [problem] = head.length > 0 || check === undefined ? head : check(document, suggest);
  if (problem !== undefined || check === undefined)
    return { ok: false, problem: `${pathText(problem?.path ?? [], 'the request')} ${problem?.text}` };
  // the schema holds what the type says
  return understood(document as RawRequest);
}

function understood(raw: RawRequest): ReadRequest {
  switch (raw.act) {
    case 'status':
      return asked({ act: 'status' });
    case 'scale':
      return asked({ act: 'scale', nodes: raw.nodes, isRelative: raw.relative ?? false, group: raw.group });
    case 'behave': {
      const { act, who, group, behaviours } = raw;
      return asked({ act, who, group, behaviours: readBehaviours(behaviours) });
    }
    case 'kill':
      return asked({ act: 'kill', who: raw.who, group: raw.group, returnsAfterMs: optionalMs(raw.for) });
    case 'fault':
      return asked({ act: 'fault', name: raw.name, forMs: optionalMs(raw.for) });
    case 'end_fault':
      return asked({ act: 'end_fault', name: raw.name });
    case 'new_fault': {
      const problems: string[] = [];
      const [rule] = readFault(raw.fault, 0, (path, text) =>
        problems.push(`${pathText(path.slice(2), 'the fault')} ${text}`),
      );
      if (problems.length > 0 || rule === undefined)
        return { ok: false, problem: problems[0] ?? 'the fault is none' };
      return asked({ act: 'new_fault', rule, who: raw.who ?? 'all', forMs: optionalMs(raw.for) });
    }
  }
}

function asked(request: HandRequest): ReadRequest {
  return { ok: true, request };
}

function pathText(path: readonly (string | number)[], whole: string): string {
  return path.length === 0 ? whole : path.join('.');
}
