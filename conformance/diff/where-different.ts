import { isFields } from '../../protocol/wire/fields.ts';
import { comparedText } from './plain-value.ts';

/** Parts that are named. */
const MOST = 4;

/** The parts in which values differ: `status`, `body.nodes.ready`; empty where the whole of them does. */
export function whereDifferent(values: readonly unknown[]): string {
  const paths = pathsIn(values, '');
  const shown = paths.slice(0, MOST).join(', ');
  return paths.length > MOST ? `${shown} and ${paths.length - MOST} more` : shown;
}

function pathsIn(values: readonly unknown[], path: string): readonly string[] {
  if (new Set(values.map(comparedText)).size === 1) return [];
  if (!values.every(isFields)) return path === '' ? [] : [path];
  const keys = new Set(values.flatMap((each) => Object.keys(each)));
  return [...keys].flatMap((key) =>
    pathsIn(
      values.map((each) => each[key]),
      path === '' ? key : `${path}.${key}`,
    ),
  );
}
