// What resources of nodes show of a quirk of their server. Pure: each is true of nothing that is as it must be.

/** A node in a list of nodes of the dialect `pushy-server`. */
interface ListedNode {
  readonly node_name: string;
  readonly availability?: string;
}

/**
 * The list with `unavailable` for nodes in their first rehab that are listed as `undefined`; undefined where none is.
 * Source: protocol §10, `availability-undefined`.
 * @param inFirstRehab real names
 */
export function withoutUndefined<N extends ListedNode>(
  listed: readonly N[],
  inFirstRehab: readonly string[],
): readonly N[] | undefined {
  const isIt = ({ node_name, availability }: N): boolean =>
    availability === 'undefined' && inFirstRehab.includes(node_name);
  if (!listed.some(isIt)) return undefined;
  return listed.map((node) => (isIt(node) ? { ...node, availability: 'unavailable' } : node));
}

/**
 * Whether a request for the state of a node met the moment in which the node vanished: it was up before, and the answer
 * is 500. Source: protocol §10, `vanishing-node-500`.
 * @param before how it was shown in the request before, if there was one
 */
export function isVanishing(status: number, before: 'up' | 'down' | 'never seen' | undefined): boolean {
  return status === 500 && before === 'up';
}

/**
 * A dead node is due to be missed within three intervals of its last heartbeat, and a silence is known to a quarter of one.
 * Of nodes that die over three and a half intervals, two at least wait for a scan every four intervals longer than this.
 */
const DUE_INTERVALS = 3.5;

/** No scan comes later: the shipped server was seen to need eight. */
const LATEST_INTERVALS = 10;

/**
 * How dead nodes were found to be down, by how long each was silent, in intervals. That one alone is found late blames
 * nobody: its last heartbeat may have been read late. Source: protocol §5 and §10.
 */
export function detection(silences: readonly number[]): 'in time' | 'late-detection' | 'too late' {
  const [longest = 0, second = 0] = silences.toSorted((a, b) => b - a);
  if (longest > LATEST_INTERVALS) return 'too late';
  return second <= DUE_INTERVALS ? 'in time' : 'late-detection';
}
