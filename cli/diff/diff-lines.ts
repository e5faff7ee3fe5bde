import type { DiffedPlace, DiffResults, KnownByName } from '../../conformance/diff/diff-results.ts';
import { plural } from '../../reports/generators/conformance/conclusion.ts';
import type { LineLook } from '../conform/result-lines.ts';
import { printable } from '../output/printable.ts';

/** Characters of what a server has sent, where no terminal cuts sooner. */
const MAX_SIDE = 600;

/** Ids of scripts that a line names. */
const MAX_IDS = 8;

/** A comparison for people: the first difference with both sides, or all of them; what is known; what came of it in one line. */
export function diffLines(results: DiffResults, look: LineLook, isAll: boolean): readonly string[] {
  const { differences, unstable, passing, known, notCompared, hindrances } = results;
  const told = isAll ? differences : differences.slice(0, 1);
  const more = differences.slice(told.length);
  return [
    ...told.flatMap((each) => [...placeLines(each, look), '']),
    ...(more.length === 0 ? [] : [...moreLines(more), '']),
    ...(isAll ? unstable.flatMap((each) => ['Not the same twice:', ...placeLines(each, look), '']) : []),
    ...knownLines(known, look),
    ...hindrances.map((each) => look.paint('bad', `Not driven to the end: ${printable(each)}`)),
    ...(notCompared.length === 0 ? [] : [`Not compared: ${idsOf(notCompared.map(({ script }) => script))}.`]),
    ...(unstable.length === 0
      ? []
      : [`Not the same twice, so that nobody is accused: ${idsOf(unstable.map(({ script }) => script))}.`]),
    ...(passing.length === 0
      ? []
      : [`Different once, and the second time the same: ${idsOf(passing.map(({ script }) => script))}.`]),
    headline(results, look),
  ];
}

function headline(
  { verdict, differences, compared, targets, known }: DiffResults,
  { paint }: LineLook,
): string {
  const names = targets.map(({ label }) => printable(label)).join(' and ');
  const by = plural(compared, 'script');
  const scripts = new Set(differences.map(({ script }) => script)).size;
  switch (verdict) {
    case 'different':
      return paint(
        'bad',
        `${names} differ in ${plural(differences.length, 'place')} of ${plural(scripts, 'script')}, seen twice; ${by} compared.`,
      );
    case 'same':
      return paint(
        'good',
        `${names} do the same in ${by}${known.length === 0 ? '' : ', but for what is known'}.`,
      );
    case 'hindered':
      return paint('bad', `${names} could not be compared to the end; nothing differed in ${by} until then.`);
    case 'inconclusive':
      return paint(
        'busy',
        compared === 0
          ? `Nothing was compared: no script runs at more than one of ${names}.`
          : `Too much was not the same twice to tell whether ${names} differ; ${by} compared.`,
      );
  }
}

function placeLines(
  { script, title, place, step, at, sides, alone }: DiffedPlace,
  { paint, width }: LineLook,
): readonly string[] {
  const widest = Math.max(...sides.map(({ target }) => printable(target).length));
  const where = at === '' ? '' : `, in ${at}`;
  return [
    `${paint('bad', script)}: ${printable(title)}`,
    `  ${printable(place)}, number ${step}${printable(where)}${alone === undefined ? '' : `; ${printable(alone)} stands alone`}`,
    ...sides.map(({ target, value, note }) => {
      const shown = value === null ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
      const said = note === undefined ? shown : `${shown}: ${note}`;
      const room = Math.min(MAX_SIDE, width - widest - 6);
      return `    ${paint('quiet', printable(target).padEnd(widest))}  ${printable(said.split('\n').join(' ').slice(0, Math.max(20, room)))}`;
    }),
  ];
}

/** Groups of what is not told in full. */
function moreLines(more: readonly DiffedPlace[]): readonly string[] {
  const kinds = [...new Set(more.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const ofKind = more.filter((each) => each.kind === kind);
    return `${plural(ofKind.length, 'more difference')} of ${WORDS[kind]}: ${idsOf(ofKind.map(({ script }) => script))} (--all reports them)`;
  });
}

const WORDS: Readonly<Record<DiffedPlace['kind'], string>> = {
  request: 'answers',
  feed: 'feeds',
  frames: 'frames to nodes',
  verdict: 'what scenarios expect',
};

function knownLines(known: readonly KnownByName[], { paint }: LineLook): readonly string[] {
  if (known.length === 0) return [];
  return [
    'Known differences:',
    ...known.map(({ by, name, targets, places, scripts }) => {
      const whose = targets.length === 0 ? '' : ` of ${targets.map(printable).join(' and ')}`;
      const much = `${plural(places, 'place')} of ${idsOf(scripts)}`;
      return `  ${by === 'quirk' ? `quirk ${paint('title', name)}${whose}` : `dialects, protocol ${name}`} ${paint('quiet', `(${much})`)}`;
    }),
    '',
  ];
}

function idsOf(scripts: readonly string[]): string {
  const ids = [...new Set(scripts)];
  const named = ids.slice(0, MAX_IDS).join(', ');
  return ids.length > MAX_IDS ? `${named} and ${ids.length - MAX_IDS} more` : named;
}
