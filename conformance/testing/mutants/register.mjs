import { readFileSync } from 'node:fs';
import { register } from 'node:module';

// before tsx, so that the text of a module is changed before it is compiled
register('./load-hook.mjs', import.meta.url, {
  data: JSON.parse(readFileSync(process.env.PUSH_HARNESS_MUTATED_TEXTS ?? '', 'utf8')),
});
