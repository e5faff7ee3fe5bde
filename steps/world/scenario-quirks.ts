import { QUIRK_MEDIA_TYPE } from '../../conformance/run/attachments.ts';
import { QUIRKS, type ServerQuirkName } from '../../protocol/quirks/catalogue.ts';

/** Puts something beside the scenario in Cucumber's messages. */
export type Attach = (text: string, mediaType: string) => unknown;

/** The named differences that a scenario has met at its target. A scenario goes on after each, and judges the rest. */
export class ScenarioQuirks {
  readonly #accepted: ReadonlySet<string>;
  readonly #attach: Attach;
  readonly #met = new Set<ServerQuirkName>();

  /** @param accepted those that the target may have */
  constructor(accepted: readonly string[], attach: Attach) {
    this.#accepted = new Set(accepted);
    this.#attach = attach;
  }

  /**
   * Notes that the target has this quirk, with what was seen of it: the exchange or the events, in a few lines. Each is
   * noted once.
   */
  meet(name: ServerQuirkName, evidence: string): void {
    if (this.#met.has(name)) return;
    this.#met.add(name);
    this.#attach(JSON.stringify({ name, evidence }), QUIRK_MEDIA_TYPE);
  }

  /** Whether the target may have it. */
  accepts(name: ServerQuirkName): boolean {
    return this.#accepted.has(name);
  }

  get met(): readonly ServerQuirkName[] {
    return [...this.#met];
  }

  /** What was met and is not accepted of this target, a sentence each. */
  get unaccepted(): readonly string[] {
    return this.met
      .filter((name) => !this.#accepted.has(name))
      .map((name) => `the quirk ${name} is not accepted of this target: ${QUIRKS[name].summary}`);
  }
}
