import type { Recogniser } from './recogniser.ts';

/** HEAD is not offered, and says so as other methods do; a method that nobody offers is not implemented. */
export const noHeadRecogniser: Recogniser = {
  quirk: 'no-head',
  recognises({ sent: { method }, status, headers }, wanted) {
    if (wanted.what === 'status') {
      return method === 'HEAD'
        ? status === 405
        : method === 'PATCH' && wanted.status === 405 && status === 501;
    }
    if (wanted.what !== 'allow') return false;
    const allowed = String(headers.allow ?? '').split(/,\s*/);
    return sameSet(
      allowed,
      wanted.methods.filter((offered) => offered !== 'HEAD'),
    );
  },
};

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join();
}
