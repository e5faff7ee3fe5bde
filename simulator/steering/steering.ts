import type { Suggest } from '../../files/settings/schema-check.ts';
import { type BehaviourChoice, chooseBehaviours, UnknownBehaviour } from '../behaviours/choose.ts';
import type { PlannedNode } from '../plan/planned-node.ts';
import type { SharedFleet } from '../workers/shared-fleet.ts';
import type { HandDone, HandFaults } from './hand-faults.ts';
import type { HandRequest } from './hand-request.ts';
import type { Scaling } from './scale.ts';
import type { SteeredFleet } from './steered-fleet.ts';
import { type Meant, nodesMeant, noGroup } from './who.ts';
import { countText, countVerb, forText } from './words.ts';

/** All that is told by hand but for asking. */
export type HandOrder = Exclude<HandRequest, { act: 'status' }>;

export interface SteeringParts {
  readonly nodes: SteeredFleet;
  readonly faults: HandFaults;
  readonly fleet: Pick<SharedFleet, 'behave'>;
  /** Decides who is drawn. */
  readonly seed: string | number;
  readonly suggest: Suggest;
  /** Nodes run real commands: whoever started the fleet has asked for it. */
  readonly mayExec: boolean;
  /** Why this machine does not allow so many nodes in all; undefined where it does. */
  readonly refusal: (nodes: number) => string | undefined;
  /** Told of what was done: `scale to 300`, and what became of it. */
  readonly done: (order: string, said: string) => void;
}

/** Does by hand what fleet files do by their events, faults and stages. One thing after the other. */
export class Steering {
  readonly #parts: SteeringParts;
  #last: Promise<unknown> = Promise.resolve();
  #orders = 0;

  constructor(parts: SteeringParts) {
    this.#parts = parts;
  }

  /** Does it when all that was told before is done. Never rejects. */
  perform(order: HandOrder): Promise<HandDone> {
    const doing = this.#last.then(() => this.#perform(order));
    this.#last = doing;
    return doing;
  }

  async #perform(order: HandOrder): Promise<HandDone> {
    this.#orders += 1;
    try {
      const done = await this.#done(order);
      if (done.ok) this.#parts.done(orderText(order), done.said);
      return done;
    } catch (error) {
      // the server refused nodes, or the fleet is about to end
      return {
        ok: false,
        problem: `It could not be done: ${error instanceof Error ? error.message : error}`,
      };
    }
  }

  #done(order: HandOrder): HandDone | Promise<HandDone> {
    const { faults } = this.#parts;
    switch (order.act) {
      case 'scale':
        return this.#scale(order);
      case 'behave':
        return this.#behave(order);
      case 'kill':
        return this.#kill(order);
      case 'fault':
        return faults.begin(order.name, order.forMs);
      case 'end_fault':
        return faults.end(order.name);
      case 'new_fault': {
        const meant = this.#meant(order.who, undefined);
        return meant.ok ? faults.beginNew(order.rule, namesOf(meant.nodes), order.forMs) : meant;
      }
    }
  }

  async #scale({ nodes, isRelative, group }: Extract<HandOrder, { act: 'scale' }>): Promise<HandDone> {
    const { nodes: fleet, refusal, suggest } = this.#parts;
    if (group !== undefined && !fleet.groups.includes(group))
      return { ok: false, problem: noGroup(group, fleet.groups, suggest) };
    const there = fleet.there().filter((node) => group === undefined || node.group === group).length;
    const wanted = isRelative ? there + nodes : nodes;
    if (wanted < 0)
      return {
        ok: false,
        problem: `${countText(-nodes)} cannot leave: ${there === 1 ? 'one is' : `${there} are`} there`,
      };
    const how = fleet.scaling(wanted, group);
    const problem = how.leave.length > 0 ? undefined : refusal(fleet.knownAfter(how));
    if (problem !== undefined) return { ok: false, problem };
    await fleet.scale(how);
    return { ok: true, said: scaledText(how, wanted) };
  }

  #behave({ who, group, behaviours }: Extract<HandOrder, { act: 'behave' }>): HandDone {
    const { fleet, mayExec } = this.#parts;
    try {
      const chosen = chooseBehaviours(behaviours);
      if (!mayExec && chosen.some(({ behaviour }) => behaviour.name === 'exec'))
        return {
          ok: false,
          problem:
            'exec runs real commands, and this fleet was not started with it: start one with --exec, or with exec in its file',
        };
    } catch (error) {
      if (!(error instanceof UnknownBehaviour)) throw error;
      return { ok: false, problem: error.message };
    }
    const meant = this.#meant(who, group);
    if (!meant.ok) return meant;
    fleet.behave(namesOf(meant.nodes), behaviours);
    const { length } = meant.nodes;
    const verb = length === 1 ? 'is' : 'are';
    return {
      ok: true,
      said: `${countText(length)} ${verb} ${behaviours.map(choiceText).join(', ')} from now on`,
    };
  }

  #kill({ who, group, returnsAfterMs }: Extract<HandOrder, { act: 'kill' }>): HandDone {
    const { nodes: fleet } = this.#parts;
    const meant = this.#meant(who, group);
    if (!meant.ok) return meant;
    fleet.kill(namesOf(meant.nodes), returnsAfterMs);
    const { length } = meant.nodes;
    const killed = `${countText(length)} ${length === 1 ? 'is' : 'are'} killed`;
    if (returnsAfterMs !== undefined)
      return { ok: true, said: `${killed}, back after${forText(returnsAfterMs).replace(' for', '')}` };
    return { ok: true, said: `${killed}, ${fleet.there().length} stay` };
  }

  #meant(who: string, group: string | undefined): Meant<PlannedNode> {
    const { nodes: fleet, suggest, seed } = this.#parts;
    const choosing = {
      there: fleet.there(),
      groups: fleet.groups,
      suggest,
      seed: [seed, 'by hand', this.#orders],
    };
    return nodesMeant(who, group, choosing);
  }
}

function namesOf(nodes: readonly PlannedNode[]): readonly string[] {
  return nodes.map(({ name }) => name);
}

function choiceText(choice: BehaviourChoice): string {
  if (typeof choice === 'string') return choice;
  const options = Object.entries(choice.options ?? {}).map(([name, value]) => `${name}=${value}`);
  return options.length === 0 ? choice.name : `${choice.name} (${options.join(' ')})`;
}

/** `200 nodes leave, 300 stay` */
function scaledText({ leave, comeBack, come, fresh }: Scaling, wanted: number): string {
  const made = [...fresh.values()].reduce((sum, count) => sum + count, 0);
  const parts = [
    ...(leave.length > 0 ? [`${countVerb(leave.length, 'leave')}, ${wanted} stay`] : []),
    ...(comeBack.length > 0 ? [`${countVerb(comeBack.length, 'come')} back`] : []),
    ...(come.length + made > 0 ? [countVerb(come.length + made, 'come')] : []),
  ];
  if (parts.length === 0) return `${countText(wanted)} ${wanted === 1 ? 'is' : 'are'} there already`;
  return leave.length > 0 ? parts.join(', ') : `${parts.join(', ')}, ${wanted} are there then`;
}

/** What was told, in the words of the command line. */
export function orderText(order: HandOrder): string {
  switch (order.act) {
    case 'scale': {
      const sign = order.isRelative && order.nodes >= 0 ? '+' : '';
      const where = order.group === undefined ? '' : `${order.group} `;
      return `scale ${where}${order.isRelative ? 'by' : 'to'} ${sign}${order.nodes}`;
    }
    case 'behave':
      return `behave ${whoText(order)}: ${order.behaviours.map(choiceText).join(', ')}`;
    case 'kill':
      return `kill ${whoText(order)}${forText(order.returnsAfterMs)}`;
    case 'fault':
      return `fault ${order.name}${forText(order.forMs)}`;
    case 'end_fault':
      return `fault ${order.name} off`;
    case 'new_fault':
      return `fault ${order.rule.name} on ${order.who}${forText(order.forMs)}`;
  }
}

function whoText({ who, group }: { readonly who: string; readonly group: string | undefined }): string {
  return group === undefined ? who : `${who} of ${group}`;
}
