import type { DialectName } from '../../protocol/dialect-name.ts';
import type { Dialect } from './dialect.ts';
import { documented } from './documented.ts';
import { pushyServer } from './pushy-server.ts';

/** Every dialect by its name. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  documented,
  'pushy-server': pushyServer,
};
