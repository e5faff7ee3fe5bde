/** A node by its names. */
export interface NodeNames {
  readonly org: string;
  readonly node: string;
}

export function isSame(one: NodeNames, other: NodeNames): boolean {
  return one.node === other.node && one.org === other.org;
}
