import { Reply } from '../../protocol/client/reply.ts';
import type { Recogniser } from './recogniser.ts';

/** Stands for the status of an answer that did not come while many others came. */
const NO_ANSWER = 0;

/** In place of an answer that did not come. */
export function noAnswer(path: string): Reply {
  const sent = { method: 'GET', path, headers: {}, body: undefined };
  return new Reply(`GET ${path}`, NO_ANSWER, {}, Buffer.from('(no answer)'), sent);
}

/** A question about groups that hold each other has no end. */
export const groupsInACircleRecogniser: Recogniser = {
  quirk: 'groups-in-a-circle',
  recognises: ({ status }, wanted) => wanted.what === 'status' && status === NO_ANSWER,
};
