/** Values by organisation and node name; a look-up joins no strings. */
export class NodeIndex<T> {
  readonly #byOrg = new Map<string, Map<string, T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(org: string, node: string): T | undefined {
    return this.#byOrg.get(org)?.get(node);
  }

  set(org: string, node: string, value: T): void {
    let ofOrg = this.#byOrg.get(org);
    if (ofOrg === undefined) {
      ofOrg = new Map();
      this.#byOrg.set(org, ofOrg);
    }
    if (!ofOrg.has(node)) this.#size += 1;
    ofOrg.set(node, value);
  }

  delete(org: string, node: string): boolean {
    const ofOrg = this.#byOrg.get(org);
    if (ofOrg === undefined || !ofOrg.delete(node)) return false;
    this.#size -= 1;
    if (ofOrg.size === 0) this.#byOrg.delete(org);
    return true;
  }

  of(org: string): Iterable<T> {
    return this.#byOrg.get(org)?.values() ?? [];
  }

  *values(): Iterable<T> {
    for (const ofOrg of this.#byOrg.values()) yield* ofOrg.values();
  }
}
