/**
 * Makes a thing once for all who ask at once. Whoever asks while it is being made gets the next one, which begins when
 * this one is done: what happened before he asked is in it.
 */
export class SharedMaking<T> {
  readonly #make: () => Promise<T>;
  #present: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** Whether nobody waits for it. */
  get isIdle(): boolean {
    return this.#present === undefined;
  }

  get(): Promise<T> {
    if (this.#present === undefined) return this.#begin();
    this.#next ??= this.#present.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<T> {
    this.#next = undefined;
    const making = this.#make().finally(() => {
      if (this.#next === undefined) this.#present = undefined;
    });
    this.#present = making;
    return making;
  }
}

/** As many makings as there are keys asked for at once. */
export class SharedMakings<T> {
  readonly #makings = new Map<string, SharedMaking<T>>();

  /** @param make the same for everybody who asks for this key */
  async get(key: string, make: () => Promise<T>): Promise<T> {
    let making = this.#makings.get(key);
    if (making === undefined) {
      making = new SharedMaking(make);
      this.#makings.set(key, making);
    }
    try {
      return await making.get();
    } finally {
      if (making.isIdle) this.#makings.delete(key);
    }
  }
}
