/** The session keys that a node and a user who may read were given with the configuration of the node. */
export interface GivenKeys {
  readonly ofNode: string;
  readonly ofReader: string;
}

/** Quirk `reader-becomes-node`: the reader's key is the node's, and signs what the node would. */
export function readerHasNodesKey({ ofNode, ofReader }: GivenKeys): boolean {
  return ofNode === ofReader;
}
