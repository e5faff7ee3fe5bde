import { idsIn } from '../../reports/generators/conformance/tags.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** What is remembered of an id for ever. */
export interface Registered {
  readonly name: string;
  /** The rows of an outline, whose numbers are part of ids (`QUORUM-004:2` is the second). */
  readonly rows?: readonly string[];
  /** No scenario has it any more, and none may have it again. */
  readonly retired?: true;
}

/** Every id that was ever given. */
export type Register = Readonly<Record<string, Registered>>;

/** The command that mends what can be mended by itself. */
export const MENDED_BY = 'npm run ids';

/** What is wrong with the ids of these scenarios, one sentence each; none where all is well. */
export function registerFaults(scenarios: readonly Scenario[], register: Register): readonly string[] {
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (const scenario of scenarios) {
    const where = `${scenario.uri}:${scenario.line}`;
    const [id, ...more] = idsOf(scenario);
    if (id === undefined) {
      faults.push(`${where} has no id: ${MENDED_BY}`);
      continue;
    }
    if (more.length > 0) faults.push(`${where} has several ids, ${id} and ${more.join(', ')}: leave one`);
    const other = seen.get(id);
    if (other !== undefined) {
      faults.push(`${where} has the id ${id} of ${other}: take the tag away, then ${MENDED_BY}`);
      continue;
    }
    seen.set(id, where);
    faults.push(...entryFaults(where, id, scenario, register[id]));
  }
  for (const [id, { name, retired }] of Object.entries(register)) {
    if (!retired && !seen.has(id)) faults.push(`${id} (${name}) is on no scenario any more: ${MENDED_BY}`);
  }
  return faults;
}

function entryFaults(where: string, id: string, scenario: Scenario, known: Registered | undefined): string[] {
  if (known === undefined) return [`${where}: ${id} is not in the register: ${MENDED_BY}`];
  if (known.retired) return [`${where}: ${id} has been retired: take the tag away, then ${MENDED_BY}`];
  if (known.name !== scenario.name) return [`${where}: ${id} is registered as "${known.name}": ${MENDED_BY}`];
  const before = known.rows ?? [];
  const now = rowsOf(scenario);
  const changed = before.findIndex((row, index) => now[index] !== row);
  if (changed !== -1) {
    const number = changed + 1;
    return [
      `${where}: row ${number} of ${id} is "${now[changed] ?? ''}" and was "${before[changed]}": new rows come last; ` +
        `where old ones change or go, take the tag away for an id of its own, then ${MENDED_BY}`,
    ];
  }
  return now.length > before.length ? [`${where}: ${id} has new rows: ${MENDED_BY}`] : [];
}

/** The register with all that these scenarios have: new ids and rows, new names; ids that are gone are retired. */
export function registerWith(scenarios: readonly Scenario[], register: Register): Register {
  const now = new Map<string, Registered>();
  for (const scenario of scenarios) {
    const [id] = idsOf(scenario);
    if (id === undefined) continue;
    const rows = rowsOf(scenario);
    const known = register[id]?.rows ?? [];
    // rows that changed are left as they were: the check tells of them, and somebody has to decide
    const isExtended = known.every((row, index) => row === rows[index]);
    const kept = isExtended ? rows : known;
    now.set(id, { name: scenario.name, ...(kept.length > 0 && { rows: kept }) });
  }
  const entries = new Map<string, Registered>();
  for (const [id, known] of Object.entries(register)) {
    const present = now.get(id);
    const isBack = present !== undefined && (!known.retired || known.name === present.name);
    entries.set(id, isBack ? present : { ...known, retired: true });
  }
  for (const [id, present] of now) if (!entries.has(id)) entries.set(id, present);
  return Object.fromEntries([...entries].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The next id of a topic that was never given. */
export function nextId(topic: string, register: Register): string {
  const numbers = Object.keys(register)
    .filter((id) => id.startsWith(`${topic}-`))
    .map((id) => Number(id.slice(topic.length + 1)));
  return `${topic}-${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}

export function idsOf({ examples }: Scenario): readonly string[] {
  return [...new Set(examples.flatMap(({ tags }) => idsIn(tags)))];
}

function rowsOf({ isOutline, examples }: Scenario): readonly string[] {
  return isOutline ? examples.map(({ row }) => row) : [];
}
