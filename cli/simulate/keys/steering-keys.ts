import { HAND_VERSION, readHandRequest } from '../../../simulator/steering/hand-request.ts';
import type { HandOrder } from '../../../simulator/steering/steering.ts';
import type { Controlled } from '../../control/control-server.ts';
import { REQUESTS } from '../../fleet/requests.ts';
import { suggestion } from '../../options/suggestion.ts';
import { sentence } from '../../output/sentence.ts';
import { UsageError } from '../../program/errors.ts';
import { type KeyAct, type KeyLine, keyHelp, keysIn, press } from './key-line.ts';
import { type KeyHost, type KeyInput, readKeys } from './read-keys.ts';

export interface SteeringKeysParts {
  readonly fleet: Controlled;
  /** What the keys say has changed. */
  readonly changed: () => void;
  /** Something could not be done: a sentence. */
  readonly notice: (line: string) => void;
  readonly input: KeyInput;
  readonly host: KeyHost;
  /** Whether the keys of the terminal go to this process. */
  readonly isInFront?: () => boolean;
}

/** Keys that steer a fleet, while its view has the terminal. */
export interface SteeringKeys {
  /** What they do, for the last line of the view. */
  shown(): readonly string[];
  /** The terminal's keys are its own again. */
  end(): void;
}

/** The share of the nodes that come or leave by a key. */
const STEP_SHARE = 0.1;

/** Steers by keys, through what the commands and the socket do; undefined where nobody can press any. */
export function openSteeringKeys(parts: SteeringKeysParts): SteeringKeys | undefined {
  const { fleet, changed, notice, input, host, isInFront } = parts;
  let line: KeyLine | undefined;
  const does = async (act: KeyAct): Promise<void> => {
    switch (act.act) {
      case 'end':
        host.kill(host.pid, 'SIGINT');
        return;
      case 'suspend':
        host.kill(host.pid, 'SIGTSTP');
        return;
      case 'more':
        return tell({ act: 'scale', nodes: step(), isRelative: true, group: undefined });
      case 'fewer':
        return tell({ act: 'scale', nodes: -step(), isRelative: true, group: undefined });
      case 'tell': {
        const order = orderIn(act.verb, act.words);
        if (typeof order === 'string') notice(order);
        else await tell(order);
      }
    }
  };
  const step = () => Math.max(1, Math.round(fleet.status().there * STEP_SHARE));
  const tell = async (order: HandOrder): Promise<void> => {
    const done = await fleet.perform(order);
    // what was done the view is told as of any hand
    if (!done.ok) notice(sentence(done.problem));
  };
  const hear = (sent: string): void => {
    for (const key of keysIn(sent)) {
      const pressed = press(line, key);
      line = pressed.line;
      if (pressed.act !== undefined) void does(pressed.act);
    }
    changed();
  };
  const keys = readKeys(input, host, hear, isInFront);
  return keys && { shown: () => keyHelp(line), end: keys.end };
}

/** What words ask for, read as of the command line and the socket; or why it cannot be. */
function orderIn(verb: keyof typeof REQUESTS, words: readonly string[]): HandOrder | string {
  try {
    const read = readHandRequest(JSON.stringify({ v: HAND_VERSION, ...REQUESTS[verb](words) }), suggestion);
    if (!read.ok) return sentence(read.problem);
    return read.request.act === 'status' ? 'Nothing is asked for.' : read.request;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
