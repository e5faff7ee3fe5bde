import type { KeyObject } from 'node:crypto';
import type { PrincipalKind } from '../../protocol/principal-kind.ts';

/** Everybody to whom all of this applies. */
export interface Whose {
  /** The organisation in which somebody asks. */
  readonly org?: string;
  readonly kind?: PrincipalKind;
  readonly name?: string;
}

export function isAmong(whose: Whose, one: Required<Whose>): boolean {
  return (
    (whose.org ?? one.org) === one.org &&
    (whose.kind ?? one.kind) === one.kind &&
    (whose.name ?? one.name) === one.name
  );
}

/** Hears of changes before whoever made them is answered. */
export interface AccessListener {
  /** The client has this key now; undefined: there is no such client. It may have been so before. */
  clientIs?(org: string, name: string, key: KeyObject | undefined): void;
  /** The organisation is no more, and its clients with it. One of its name is another one. */
  organisationGone?(org: string): void;
  /** They may have lost a right. Whoever made the change is answered when this resolves. Must not reject. */
  rightsChanged?(whose: Whose): Promise<void>;
}

/** What becomes known of principals and their rights, told to all who listen. */
export class AccessNews implements Required<AccessListener> {
  readonly #listeners: AccessListener[] = [];

  listen(listener: AccessListener): void {
    this.#listeners.push(listener);
  }

  clientIs(org: string, name: string, key: KeyObject | undefined): void {
    for (const listener of this.#listeners) listener.clientIs?.(org, name, key);
  }

  organisationGone(org: string): void {
    for (const listener of this.#listeners) listener.organisationGone?.(org);
  }

  async rightsChanged(whose: Whose): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => listener.rightsChanged?.(whose)));
  }
}
