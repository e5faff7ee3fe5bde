import { setPriority } from 'node:os';
import { answer } from '../../bench/process/child-answer.ts';
import type { Size } from '../../bench/run/benchmark.ts';
import type { AttackTarget, Sent } from '../attack.ts';
import { ATTACKS } from '../attacks.ts';

/** An attacker has a machine of his own: here he gets what the others leave of this one. */
const LAST = 10;

const commands = {
  /** Runs a storm to its end. */
  run(name: string, target: AttackTarget, size: Size): Promise<Sent> {
    const attack = ATTACKS.find((each) => each.name === name);
    if (attack?.kind !== 'storm') throw new Error(`no storm is called ${name}`);
    setPriority(LAST);
    return attack.run(target, size);
  },
};

export type AttackerCommands = typeof commands;

answer(commands);
