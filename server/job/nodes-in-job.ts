import { type NodeInJob, UNHEARD } from './node-in-job.ts';

/** What is known of nodes, in the order of the request. */
export type NodesAndStandings = Iterable<readonly [node: string, stands: NodeInJob]>;

/** Nodes whose standings are replaced together when one of them changes: a message costs little in a job of any size. */
const PIECE_NODES = 64;

type Piece = readonly NodeInJob[];

/**
 * Where the nodes of a job stand, in the order of the request; never changed, only replaced. It shares its unchanged pieces
 * with those before it, and pieces in which all nodes stand alike are one: what nodes never heard of take is their names.
 */
export class NodesInJob implements NodesAndStandings {
  readonly #places: Places;
  readonly #pieces: readonly Piece[];

  private constructor(places: Places, pieces: readonly Piece[]) {
    this.#places = places;
    this.#pieces = pieces;
  }

  /** @param names each once */
  static unheard(names: readonly string[]): NodesInJob {
    return new NodesInJob(new Places(names), alike(names.length, UNHEARD));
  }

  get size(): number {
    return this.#places.names.length;
  }

  has(node: string): boolean {
    return this.#places.of(node) !== undefined;
  }

  get(node: string): NodeInJob | undefined {
    const place = this.#places.of(node);
    return place === undefined ? undefined : this.#at(place);
  }

  /** Where all of them stand; undefined where they do not stand alike. */
  get common(): NodeInJob | undefined {
    const first = this.#pieces[0]?.[0];
    return this.#pieces.every((piece) => piece.every((stands) => stands === first)) ? first : undefined;
  }

  /** The nodes of which this holds. */
  named(isWanted: (stands: NodeInJob) => boolean): readonly string[] {
    const { names } = this.#places;
    const isWhole = this.#pieces.every((piece) => piece.every(isWanted));
    return isWhole ? names : names.filter((_, place) => isWanted(this.#at(place)));
  }

  /** The same with these nodes, which are known and named once, standing elsewhere. */
  with(nodes: readonly string[], stands: NodeInJob): NodesInJob {
    if (nodes.length === this.size) return new NodesInJob(this.#places, alike(nodes.length, stands));
    const pieces = [...this.#pieces];
    const changed = new Map<number, NodeInJob[]>();
    for (const node of nodes) {
      const place = this.#places.of(node);
      if (place === undefined) throw new Error(`no node ${node}`);
      const number = Math.floor(place / PIECE_NODES);
      let piece = changed.get(number);
      if (piece === undefined) {
        piece = [...(pieces[number] ?? [])];
        changed.set(number, piece);
        pieces[number] = piece;
      }
      piece[place % PIECE_NODES] = stands;
    }
    return new NodesInJob(this.#places, pieces);
  }

  *values(): Iterable<NodeInJob> {
    for (const piece of this.#pieces) yield* piece;
  }

  *[Symbol.iterator](): Iterator<readonly [node: string, stands: NodeInJob]> {
    const { names } = this.#places;
    for (const [place, name] of names.entries()) yield [name, this.#at(place)];
  }

  #at(place: number): NodeInJob {
    return this.#pieces[Math.floor(place / PIECE_NODES)]?.[place % PIECE_NODES] ?? UNHEARD;
  }
}

/** A list of more than these is not made. */
const FEW = 64;

/** Nodes that all stand alike; of many nothing is made for each of them, of few a list. */
export function allStanding(nodes: readonly string[], stands: NodeInJob): NodesAndStandings {
  if (nodes.length <= FEW) return nodes.map((node) => [node, stands]);
  return {
    *[Symbol.iterator]() {
      for (const node of nodes) yield [node, stands];
    },
  };
}

/** The places of names in a list; looked up only where somebody asks, since nobody asks for nodes that are not there. */
class Places {
  readonly names: readonly string[];
  #places: ReadonlyMap<string, number> | undefined;

  constructor(names: readonly string[]) {
    this.names = names;
  }

  of(name: string): number | undefined {
    this.#places ??= new Map(this.names.map((each, place) => [each, place]));
    return this.#places.get(name);
  }
}

/** The pieces of so many nodes that all stand alike. */
function alike(count: number, stands: NodeInJob): readonly Piece[] {
  const whole: Piece = new Array<NodeInJob>(PIECE_NODES).fill(stands);
  const pieces = new Array<Piece>(Math.floor(count / PIECE_NODES)).fill(whole);
  const rest = count % PIECE_NODES;
  return rest === 0 ? pieces : [...pieces, whole.slice(0, rest)];
}
