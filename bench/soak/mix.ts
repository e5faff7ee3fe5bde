import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import { CONFUSIONS } from '../../simulator/behaviours/confused.ts';
import { DAMAGES } from '../../simulator/node/damage.ts';

/** A kind of node, and how many of 300 are of it. */
interface Kind {
  /** Its nodes are named after it. */
  readonly word: string;
  readonly weight: number;
  readonly behaviours: readonly BehaviourChoice[];
  /** Its clock is so wrong that everything it says is refused. */
  readonly isSkewed?: true;
}

/** A node of the soak. */
export interface SoakNode {
  readonly name: string;
  readonly behaviours: readonly BehaviourChoice[];
  readonly isSkewed: boolean;
}

const of = (name: string, options: Exclude<BehaviourChoice, string>['options'] = {}): BehaviourChoice => ({
  name,
  options,
});

/** Everything that real fleets and broken ones do. Times suit a heartbeat of a second and short votes and runs. */
const MIX: readonly Kind[] = [
  { word: 'healthy', weight: 90, behaviours: [of('healthy', { runMs: 50 })] },
  { word: 'busy', weight: 8, behaviours: ['busy'] },
  { word: 'failing', weight: 15, behaviours: [of('failing', { share: 0.5, stderr: 'no such file' })] },
  { word: 'verbose', weight: 6, behaviours: [of('verbose', { stdoutBytes: 20_000, stderrBytes: 2_000 })] },
  { word: 'too-verbose', weight: 3, behaviours: [of('verbose', { stdoutBytes: 70_000 })] },
  { word: 'half-verbose', weight: 2, behaviours: [of('verbose', { channels: 'stdout' })] },
  { word: 'slow', weight: 16, behaviours: [of('slow', { delayMs: 200, jitterMs: 400 })] },
  { word: 'too-slow', weight: 6, behaviours: [of('slow', { delayMs: 3_500, distribution: 'exponential' })] },
  { word: 'long', weight: 6, behaviours: [of('healthy', { runMs: 4_000 })] },
  { word: 'mute', weight: 5, behaviours: ['silent'] },
  { word: 'unstarted', weight: 4, behaviours: [of('silent', { on: ['ack_run'] })] },
  { word: 'endless', weight: 4, behaviours: [of('silent', { on: ['succeeded', 'failed'] })] },
  {
    word: 'dies-at-commit',
    weight: 5,
    behaviours: [of('crashing', { when: 'commit', returnsAfterMs: 2_000 })],
  },
  {
    word: 'dies-ready',
    weight: 5,
    behaviours: [of('crashing', { when: 'ack_commit', returnsAfterMs: 2_000 })],
  },
  { word: 'dies-at-run', weight: 5, behaviours: [of('crashing', { returnsAfterMs: 500 })] },
  {
    word: 'dies-running',
    weight: 5,
    behaviours: [of('crashing', { when: 'running', afterMs: 100, returnsAfterMs: 6_000 })],
  },
  { word: 'dies-for-good', weight: 3, behaviours: ['crashing'] },
  { word: 'rebooting', weight: 5, behaviours: ['rebooting'] },
  { word: 'flapping', weight: 8, behaviours: [of('flapping', { upMs: 6_000, downMs: 4_000 })] },
  { word: 'frozen', weight: 5, behaviours: [of('frozen', { when: 'running', forMs: 5_000 })] },
  { word: 'frozen-for-good', weight: 2, behaviours: [of('frozen', { when: 'commit' })] },
  { word: 'deaf', weight: 3, behaviours: [of('deaf', { answersFirst: 2 })] },
  { word: 'stuck', weight: 5, behaviours: [of('stuck', { answersFirst: 3 })] },
  { word: 'erratic', weight: 10, behaviours: ['erratic'] },
  { word: 'restless', weight: 8, behaviours: [of('restless', { everyMs: 3_000 })] },
  { word: 'herd', weight: 6, behaviours: [of('herd', { everyMs: 10_000 })] },
  { word: 'late', weight: 3, behaviours: [of('late-network', { afterMs: 8_000 })] },
  { word: 'fickle', weight: 4, behaviours: ['fickle'] },
  ...Object.keys(CONFUSIONS).map((does) => ({
    word: `confused-${does.replaceAll('_', '-')}`,
    weight: 1,
    behaviours: [of('confused', { does })],
  })),
  ...[...Object.keys(DAMAGES), 'stale', 'future', 'repeated_sequence'].map((damage) => ({
    word: `tampering-${damage.replaceAll('_', '-')}`,
    weight: 1,
    behaviours: [of('tampering', { damage, share: 0.5 })],
  })),
  {
    word: 'spoils-votes',
    weight: 2,
    behaviours: [of('tampering', { messages: ['ack_commit'], inAddition: false })],
  },
  { word: 'impostor-of-nobody', weight: 1, behaviours: [of('impostor', { messages: ['heartbeat'] })] },
  { word: 'impostor', weight: 2, behaviours: [of('impostor', { as: 'healthy-1', messages: ['ack_run'] })] },
  { word: 'skewed', weight: 2, behaviours: [of('skewed', { byMs: 400_000 })], isSkewed: true },
];

/** So many nodes in the proportions of the mix, whatever their number is. */
export function soakNodes(count: number): readonly SoakNode[] {
  const total = MIX.reduce((sum, { weight }) => sum + weight, 0);
  const kinds = MIX.map((kind) => ({ kind, credit: 0, made: 0 }));
  return Array.from({ length: count }, () => {
    for (const each of kinds) each.credit += each.kind.weight;
    const next = kinds.reduce((best, each) => (each.credit > best.credit ? each : best));
    next.credit -= total;
    next.made += 1;
    const { word, behaviours, isSkewed = false } = next.kind;
    return { name: `${word}-${next.made}`, behaviours, isSkewed };
  });
}
