import type { CapturedChannel } from '../commands/command.ts';
import type { VirtualNodeEffect } from '../node/planned.ts';
import { defineBehaviour } from './behaviour.ts';
import { OUTPUT_BYTES } from './limits.ts';
import { changing } from './reshaping.ts';
import { scripting } from './scripts.ts';
import { wordsIn } from './words.ts';

/** What its output is made of, over and over. */
const CONTENTS = {
  text: 'The quick brown fox jumps over the lazy dog.\n',
  multibyte: 'Đ€漢字🦊\n',
  control: '\0\x01\x07\x1b[31m\r\n\t',
  // what bytes that are no UTF-8 have become
  binary: '\u{FFFD}\x7f\u{FFFD}\0',
} as const satisfies Record<string, string>;

const ABSENT: CapturedChannel = { bytes: 0, text: undefined };

/** Its pretended command writes much, or strange things; where asked to, only one channel is sent. */
export const verbose = defineBehaviour({
  name: 'verbose',
  summary: 'its command writes output of a given size and kind, or only one channel arrives',
  defaults: {
    stdoutBytes: 10_000,
    stderrBytes: 0,
    content: 'text' as keyof typeof CONTENTS,
    channels: 'both',
  },
  meanings: {
    stdoutBytes: 'How much the command writes to stdout, in bytes of UTF-8.',
    stderrBytes: 'How much the command writes to stderr, in bytes of UTF-8.',
    content: 'What the output is made of, repeated up to its size.',
    channels: 'Which channels of the output the node sends.',
  },
  choices: { content: wordsIn(CONTENTS), channels: ['both', 'stdout', 'stderr'] },
  limits: { stdoutBytes: OUTPUT_BYTES, stderrBytes: OUTPUT_BYTES },
  reshape: (planned, { options }) => {
    const pattern = CONTENTS[options.content];
    const scripted = scripting(planned, {
      stdout: filled(pattern, options.stdoutBytes),
      stderr: filled(pattern, options.stderrBytes),
    });
    return options.channels === 'both' ? scripted : oneChannel(scripted, options.channels);
  },
});

/** The pattern repeated, and dots where it does not fit any more, to exactly so many bytes of UTF-8. */
function filled(pattern: string, bytes: number): string {
  const size = Buffer.byteLength(pattern);
  return pattern.repeat(Math.floor(bytes / size)) + '.'.repeat(bytes % size);
}

function oneChannel(planned: readonly VirtualNodeEffect[], channel: string): readonly VirtualNodeEffect[] {
  return changing(planned, 'send', (effect) => {
    const { content } = effect;
    if (!('output' in content) || !content.output) return effect;
    const { stdout, stderr } = content.output;
    const output = channel === 'stdout' ? { stdout, stderr: ABSENT } : { stdout: ABSENT, stderr };
    return { ...effect, content: { ...content, output } };
  });
}
