import type { StoreHealth } from '../../server/store/trouble.ts';
import { lossSentence } from '../../server/store/trouble.ts';
import type { Output } from '../output/output.ts';
import { CheckFailed } from './errors.ts';

/** Says that a server has stopped, and what was lost with it. @throws CheckFailed where anything was */
export function sayStopped(output: Output, health: StoreHealth): void {
  const loss = lossSentence(health);
  if (loss !== undefined) throw new CheckFailed(`Stopped. ${loss}.`);
  output.remark('Stopped.');
}
