/** One step of the schema. A step that was released is never changed: a later one mends it. */
export interface Migration {
  /** Rises by one from 1. */
  readonly version: number;
  readonly sql: string;
}
