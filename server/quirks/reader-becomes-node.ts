import type { Principal } from '../access/principal.ts';
import type { ServerQuirks } from './choose-quirks.ts';

/**
 * Who is let in as the node whose configuration he may have: its own client, and no other client may ask at all. With the
 * quirk `reader-becomes-node` every user who may read is. Source: protocol §10.
 */
export function whoBecomesNode(quirks: ServerQuirks): (asker: Principal) => boolean {
  return quirks.has('reader-becomes-node') ? () => true : ({ kind }) => kind === 'client';
}
