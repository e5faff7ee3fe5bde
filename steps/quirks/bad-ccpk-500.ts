import { decodeZ85 } from '../../protocol/curve/z85.ts';
import type { Recogniser } from './recogniser.ts';

const CCPK_LENGTH = 40;

/** What a wrong key is answered with, by the keys that a request carries and by what is wanted. */
export const badCcpk500Recogniser: Recogniser = {
  quirk: 'bad-ccpk-500',
  recognises({ sent, status }, wanted) {
    if (wanted.what !== 'status' || !/\/pushy\/config\//.test(sent.path)) return false;
    const keys = new URLSearchParams(sent.path.split('?')[1] ?? '').getAll('ccpk');
    const [first = ''] = keys;
    if (keys.length === 0) return false;
    if (wanted.status === 401) return status === 500 && first.length === CCPK_LENGTH && isNoKey(first);
    if (wanted.status !== 400) return false;
    return keys.length > 1 ? status === 200 : first === '' && status === 401;
  },
};

function isNoKey(ccpk: string): boolean {
  return decodeZ85(ccpk) === undefined;
}
