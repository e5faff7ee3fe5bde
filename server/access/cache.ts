/**
 * Remembers what was loaded for a name in an organisation until it is told to forget. What is not worth
 * keeping (nothing was found) is not remembered, so that strangers' guesses fill no memory.
 */
export class Cache<T> {
  readonly #load: (org: string, name: string) => Promise<T>;
  readonly #isWorthKeeping: (value: T) => boolean;
  readonly #loaded = new Map<string, Map<string, Promise<T>>>();
  #changes = 0;

  constructor(load: (org: string, name: string) => Promise<T>, isWorthKeeping: (value: T) => boolean) {
    this.#load = load;
    this.#isWorthKeeping = isWorthKeeping;
  }

  get(org: string, name: string): Promise<T> {
    return this.#loaded.get(org)?.get(name) ?? this.#remember(org, name);
  }

  /** How often it was told to forget. */
  get changes(): number {
    return this.#changes;
  }

  /**
   * Remembers what is known without having been loaded.
   * @param changes how many there had been when its parts were read: after a later one it is only forgotten
   */
  put(org: string, name: string, value: T, changes: number): void {
    if (changes === this.#changes) this.#namesOf(org).set(name, Promise.resolve(value));
    else this.#drop(org, name);
  }

  forget(org: string, name: string): void {
    this.#changes += 1;
    this.#drop(org, name);
  }

  forgetOrganisation(org: string): void {
    this.#changes += 1;
    this.#loaded.delete(org);
  }

  /** Forgets the name in every organisation. */
  forgetEverywhere(name: string): void {
    this.#changes += 1;
    for (const org of [...this.#loaded.keys()]) this.#drop(org, name);
  }

  #namesOf(org: string): Map<string, Promise<T>> {
    let names = this.#loaded.get(org);
    if (names === undefined) {
      names = new Map();
      this.#loaded.set(org, names);
    }
    return names;
  }

  #drop(org: string, name: string): void {
    const names = this.#loaded.get(org);
    if (names?.delete(name) && names.size === 0) this.#loaded.delete(org);
  }

  #remember(org: string, name: string): Promise<T> {
    const loading = this.#load(org, name);
    this.#namesOf(org).set(name, loading);
    // What was forgotten while it was loading may be out of date, and then somebody else's is in its place.
    const drop = () => {
      if (this.#loaded.get(org)?.get(name) === loading) this.#drop(org, name);
    };
    loading.then((value) => {
      if (!this.#isWorthKeeping(value)) drop();
    }, drop);
    return loading;
  }
}
