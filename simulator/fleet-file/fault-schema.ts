import { DURATION, fields, meant, type Schema } from '../../files/settings/schema.ts';
import { LOSSY_MESSAGES } from '../behaviours/lossy.ts';
import { CHANNELS, DIRECTIONS } from '../faults/fault.ts';
import { ABOVE_ZERO, FLAG, NAME, PERCENT, SELECTION } from './schema-parts.ts';

const direction = meant('The direction in which it happens. Default: both.', {
  enum: DIRECTIONS,
  description: 'to_server or to_nodes, or leave it out for both',
});

/** A fault of the network. */
export const FAULT_SCHEMA: Schema = fields('a fault of the network: one kind of it, whom it hits and when', {
  name: meant(
    'The name of the fault in reports, and by hand. Default: its kind and its number in the list.',
    NAME,
  ),
  nodes: meant('The nodes that it hits. Default: all.', SELECTION),
  channel: meant('The connections that it hits. Default: both.', {
    enum: CHANNELS,
    description: 'command or heartbeat, or leave it out for both',
  }),
  from: meant('When it begins, from the begin of the run. Default: 0s.', DURATION),
  to: meant(
    'When it ends, from the begin of the run. Without it the fault lasts to the end of the run.',
    DURATION,
  ),
  by_hand: meant('It has no time of its own and waits for push-harness fleet fault.', {
    const: true,
    description: 'true, or leave it out',
  }),
  latency: meant(
    'Bytes come later, in the same order.',
    fields(
      'delay, jitter and direction',
      {
        delay: meant('How much later they come, at least.', DURATION),
        jitter: meant('The most that is added to the delay, at random. Default: 0s.', DURATION),
        direction,
      },
      ['delay'],
    ),
  ),
  bandwidth: meant(
    'Bytes come no faster, on each connection for itself.',
    fields(
      'bytes_per_second and direction',
      { bytes_per_second: meant('The most bytes in a second, in each direction.', ABOVE_ZERO), direction },
      ['bytes_per_second'],
    ),
  ),
  stall: meant(
    'Nothing comes; all of it does when the fault is over.',
    fields('an object, {} at least', { direction }),
  ),
  drop: meant(
    'What is sent is lost without a word. A connection that lost something is reset when the fault is over.',
    fields('an object, {} at least', { direction }),
  ),
  reset: meant(
    'Connections are reset when the fault begins.',
    fields('an object, {} at least', {
      every: meant(
        'Time from one reset to the next, as long as the fault lasts. Without it there is one.',
        DURATION,
      ),
      refuse: meant(
        'Whether new connections are reset too, as long as the fault lasts. Default: false.',
        FLAG,
      ),
    }),
  ),
  half_open: meant(
    'The connections of the moment are closed at one end, and the other end is not told before the fault is over.',
    fields('an object, {} at least', {
      unaware: meant('The end that is not told. Default: node.', {
        enum: ['node', 'server'],
        description: 'node or server: who is not told',
      }),
    }),
  ),
  messages: meant(
    'Messages themselves are lost, late or doubled, above the encryption.',
    fields(
      'types of messages, and how many percent of them to lose, delay and duplicate',
      {
        types: meant('The types of messages that it happens to; each belongs to one direction.', {
          type: 'array',
          items: { enum: LOSSY_MESSAGES, description: `one of ${LOSSY_MESSAGES.join(', ')}` },
          minItems: 1,
          description: 'a list of types',
        }),
        lose: meant('How many of every hundred are lost. Default: 0.', PERCENT),
        delay: meant('How many of every hundred are late. Default: 0.', PERCENT),
        delay_by: meant('How late those are. Default: 1s.', DURATION),
        duplicate: meant('How many of every hundred come twice. Default: 0.', PERCENT),
      },
      ['types'],
    ),
  ),
});
