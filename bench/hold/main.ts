import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { INTERRUPTED, interruption } from '../interruption.ts';
import { holds, renderVerdict } from '../report/verdict-lines.ts';
import type { HoldFigures } from './figures.ts';
import { hold } from './hold.ts';
import { headingOf, holdHtml } from './hold-html.ts';
import { HOLD_USAGE, parseHoldOptions } from './options.ts';
import { holdVerdict } from './verdict.ts';

/** Holds a fleet and judges it; the exit code is 0 when everything holds. @throws BenchUsageError */
export async function holdMain(
  args: readonly string[],
  print: (text: string) => void,
  tell: (text: string) => void,
): Promise<number> {
  const options = parseHoldOptions(args);
  if (options === undefined) {
    print(HOLD_USAGE);
    return 0;
  }
  const { outFolder, json } = options;
  makeFolder(outFolder);
  const write = (figures: HoldFigures): void => {
    const lines = holdVerdict(figures);
    writeFileSync(
      join(outFolder, 'hold.json'),
      `${JSON.stringify({ ...figures, verdict: lines }, null, 2)}\n`,
    );
    writeFileSync(join(outFolder, 'hold.html'), holdHtml(figures, lines));
  };
  const figures = await hold({ ...options, signal: interruption(), tell, onProgress: write });
  write(figures);
  const lines = holdVerdict(figures);
  print(json ? JSON.stringify({ ...figures, verdict: lines }) : renderVerdict(headingOf(figures), lines));
  tell(`written to ${outFolder}/hold.json and hold.html`);
  if (figures.interrupted) return INTERRUPTED;
  return holds(lines) ? 0 : 1;
}
