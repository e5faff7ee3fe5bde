import type { Recogniser } from './recogniser.ts';

/** The name of a node with something of it encoded, in a path of the push server. */
const ENCODED_NODE = /\/pushy\/(?:node_states|connect|jobs\/[^/]+\/output)\/[^/?]*%[0-9a-f]{2}/i;

/** The name of a node that is no encoding of any: a sign that is not followed by two digits, or bytes that are no UTF-8. */
const NO_ENCODING = /\/pushy\/node_states\/[^/?]*%(?![0-9a-f]{2})|\/pushy\/node_states\/[^/?]*%f[0-9a-f]/i;

/** A node that is there is not found by a name that is encoded, or is called as the path has it. */
export const undecodedNamesRecogniser: Recogniser = {
  quirk: 'undecoded-names',
  recognises({ sent, status, text }, wanted) {
    if (wanted.what === 'status' && wanted.status === 400) {
      return NO_ENCODING.test(sent.path) && (status === 200 || status === 404);
    }
    if (!ENCODED_NODE.test(sent.path)) return false;
    if (wanted.what === 'status') return wanted.status === 200 && status === 404;
    if (wanted.what !== 'node' || wanted.name === wanted.spelled) return false;
    return text.includes(wanted.spelled) || (wanted.isThere && status === 404);
  },
};
