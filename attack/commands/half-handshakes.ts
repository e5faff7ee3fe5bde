import type { BySize } from '../../bench/run/benchmark.ts';
import { formatGreetingEnd, GREETING_START } from '../../protocol/zmtp/greeting.ts';
import type { Storm } from '../attack.ts';
import { stubbornCrowd } from '../raw/stubborn-crowd.ts';

const LAST_MS: BySize<number> = { full: 15_000, quick: 5_000, smoke: 200 };
const CROWD: BySize<number> = { full: 3_000, quick: 1_000, smoke: 3 };
const GREETING = Buffer.concat([GREETING_START, formatGreetingEnd('CURVE', false)]);

export const halfHandshakes: Storm = {
  kind: 'storm',
  name: 'commands/half-handshakes',
  about: '3,000 connections greet and never show a key; each that is cut off comes again',
  run: (target, size) => stubbornCrowd(target.command, CROWD[size], LAST_MS[size], GREETING),
};
