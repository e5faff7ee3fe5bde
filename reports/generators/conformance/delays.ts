import type { Attachment } from '@cucumber/messages';
import { attachedJson } from './attached.ts';
import { DELAY_MEDIA_TYPE } from './delay-media-type.ts';
import { msText } from './ms-text.ts';
import type { Delay } from './results.ts';

/** The delay among these attachments; undefined where there is none in its form. */
export function delayIn(attachments: readonly Attachment[]): Delay | undefined {
  return attachedJson(attachments, DELAY_MEDIA_TYPE).flatMap(delayOf)[0];
}

function delayOf(value: unknown): readonly Delay[] {
  const { who, ms, bearsMs } = Object(value) as Record<string, unknown>;
  if (who !== 'judge' && who !== 'server') return [];
  return typeof ms === 'number' && typeof bearsMs === 'number' ? [{ who, ms, bearsMs }] : [];
}

/** Who was held up for how long, as part of a sentence. */
export function delayText({ who, ms, bearsMs }: Delay): string {
  const whose = who === 'judge' ? 'the judge and its virtual nodes were' : 'the server was';
  return `${whose} held up for ${msText(ms)}, and the target's timings bear ${msText(bearsMs)}`;
}
