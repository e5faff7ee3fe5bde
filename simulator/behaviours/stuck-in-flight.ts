import type { VirtualNodeInput } from '../node/inputs.ts';
import { goesOffline } from '../node/machine.ts';
import type { VirtualNodeState } from '../node/state.ts';
import { defineBehaviour, type ReshapedInput } from './behaviour.ts';

/**
 * What the client's one receive thread does. `killing`: it waits until the command that it was told to abort is gone.
 * `ended`: nothing is heard before the client configures anew. `lost`: it has ended while it was killing, and nothing in
 * the client waits for the end of the command any more.
 */
type Thread = 'hearing' | 'killing' | 'ended' | 'lost';

interface Memory {
  thread: Thread;
  /** What the server says while the thread is killing, the abort first. */
  unread: VirtualNodeInput[];
}

/** Messages that are kept unread; the server repeats itself. */
const MOST_UNREAD = 100;

/** A round of the poll loop that brings nothing to the client. */
const ROUND: VirtualNodeInput = { type: 'timer', timer: 'round' };

/** The command that the client was killing is gone, when the client itself takes no more notice of it. */
const COMMAND_DIES: VirtualNodeInput = { type: 'timer', timer: 'behaviour:stuck-in-flight' };

/**
 * The shipped Ruby client, which has one thread for all that it hears. An abort has that thread kill the command and wait
 * for its end, some 3 s; here until the node's interval ends. Where the client counts the server as offline at that
 * moment, it reopens its sockets and with them ends the thread in the middle of it: the job is in hand for ever. And
 * whenever it counts the server as offline with a job in hand, it hears nothing before it configures anew, which it does
 * not before the job is over. Source: protocol §8; §10, `stuck-in-flight`.
 */
export const stuckInFlightBehaviour = defineBehaviour({
  name: 'stuck-in-flight',
  summary:
    'keeps its job for ever when an abort comes just before it counts the server as offline, as the shipped client does',
  defaults: {},
  meanings: {},
  memory: (): Memory => ({ thread: 'hearing', unread: [] }),
  hear: (input, { node, memory }) => {
    switch (input.type) {
      case 'born':
        memory.thread = 'hearing';
        return input;
      case 'configured':
        // an answer that comes when there is a job in hand already is not taken up
        if (node.job.phase === 'idle') memory.thread = 'hearing';
        return input;
      case 'abort':
        if (memory.thread === 'hearing' && node.job.phase === 'running') beginKilling(memory);
        return received(input, memory);
      case 'serverHeartbeat':
      case 'commit':
      case 'run':
      case 'ack':
        return received(input, memory);
      case 'commandEnded':
        return memory.thread === 'killing' || memory.thread === 'lost' ? undefined : input;
      case 'timer':
        return input.timer === 'interval' ? intervalOver(input, node, memory) : input;
      default:
        return input;
    }
  },
  reshape: (planned, { node, input }) =>
    input === COMMAND_DIES && node.job.phase === 'running'
      ? [...planned, { type: 'killCommand', jobId: node.job.order.jobId }]
      : planned,
});

function beginKilling(memory: Memory): void {
  memory.thread = 'killing';
  memory.unread = [];
}

function received(input: VirtualNodeInput, { thread, unread }: Memory): ReshapedInput {
  if (thread === 'hearing') return input;
  if (thread === 'killing') {
    if (unread.length < MOST_UNREAD) unread.push(input);
    return undefined;
  }
  return input.type === 'serverHeartbeat' ? ROUND : undefined;
}

function intervalOver(input: VirtualNodeInput, node: VirtualNodeState, memory: Memory): ReshapedInput {
  const { thread, unread } = memory;
  if (goesOffline(node) && node.job.phase !== 'idle') {
    memory.thread = thread === 'killing' ? 'lost' : 'ended';
    return thread === 'killing' ? inOrder(input, COMMAND_DIES) : input;
  }
  if (thread !== 'killing') return input;
  memory.thread = 'hearing';
  return inOrder(input, ...unread);
}

function inOrder(...inputs: readonly VirtualNodeInput[]): ReshapedInput {
  return inputs.map((input) => ({ input, delayMs: 0 }));
}
