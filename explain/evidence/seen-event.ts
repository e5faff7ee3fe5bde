import { feedMicros } from '../../protocol/client/job-progress.ts';
import type { Fields } from '../../protocol/wire/fields.ts';
import type { EvidencePlace, SeenEvent } from './evidence.ts';

/** An event as it was read. */
export function seenEvent(
  name: string,
  id: string,
  data: Fields,
  { at, isAfterGap = false }: { readonly at: EvidencePlace; readonly isAfterGap?: boolean },
): SeenEvent {
  return { name, id, data, micros: feedMicros(data.timestamp), isAfterGap, at };
}

/** Whether the events are those of an organisation's feed, which name the job each. Source: protocol §7. */
export function areOfOrganisation(events: readonly SeenEvent[]): boolean {
  return events.some(({ name, data }) => name === 'start_of_history' || typeof data.job === 'string');
}
