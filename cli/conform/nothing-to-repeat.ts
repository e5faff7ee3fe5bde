import type { Output } from '../output/output.ts';
import { printable } from '../output/printable.ts';
import { EXIT, type ExitCode } from '../program/exit-codes.ts';

/** Says that the run whose list this is had nothing that failed. @param file as --rerun names it */
export function tellNothingToRepeat(output: Output, file: string | undefined): ExitCode {
  const headline = `Nothing had failed: ${printable(file ?? 'the list')} names no scenario, so that nothing runs again.`;
  output.answer(headline);
  output.record({ event: 'end', headline, exit_code: EXIT.done });
  return EXIT.done;
}
