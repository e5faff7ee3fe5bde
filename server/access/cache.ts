/**
 * Remembers what was loaded for a name in an organisation until it is told to forget. What is not worth
 * keeping (nothing was found) is not remembered, so that strangers' guesses fill no memory.
 */
export class Cache<T> {
  readonly #load: (org: string, name: string) => Promise<T>;
  readonly #isWorthKeeping: (value: T) => boolean;
  readonly #loaded = new Map<string, Map<string, Promise<T>>>();

  constructor(load: (org: string, name: string) => Promise<T>, isWorthKeeping: (value: T) => boolean) {
    this.#load = load;
    this.#isWorthKeeping = isWorthKeeping;
  }

  get(org: string, name: string): Promise<T> {
    return this.#loaded.get(org)?.get(name) ?? this.#remember(org, name);
  }

  forget(org: string, name: string): void {
    const names = this.#loaded.get(org);
    if (names?.delete(name) && names.size === 0) this.#loaded.delete(org);
  }

  forgetOrganisation(org: string): void {
    this.#loaded.delete(org);
  }

  /** Forgets the name in every organisation. */
  forgetEverywhere(name: string): void {
    for (const org of [...this.#loaded.keys()]) this.forget(org, name);
  }

  #remember(org: string, name: string): Promise<T> {
    const loading = this.#load(org, name);
    const names = this.#loaded.get(org) ?? new Map<string, Promise<T>>();
    names.set(name, loading);
    this.#loaded.set(org, names);
    // What was forgotten while it was loading may be out of date, and then somebody else's is in its place.
    const drop = () => {
      if (this.#loaded.get(org)?.get(name) === loading) this.forget(org, name);
    };
    loading.then((value) => {
      if (!this.#isWorthKeeping(value)) drop();
    }, drop);
    return loading;
  }
}
