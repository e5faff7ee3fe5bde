/** The words that a table is looked up by, in its order, with their types. */
export function wordsIn<T extends object>(table: T): readonly (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
