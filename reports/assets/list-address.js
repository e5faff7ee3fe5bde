// The filters of a list in the address: #verdict=failed&verdict=flaky&level=must&topic=quorum&text=two+words, in which what
// filters nothing is left out. A fragment without = is the id of a scenario or of a part of the page.
globalThis.listAddress = {
  filtersOf(fragment) {
    const said = new URLSearchParams(fragment.includes('=') ? fragment.slice(1) : '');
    const one = (name) => said.get(name) ?? '';
    return { verdicts: said.getAll('verdict'), level: one('level'), topic: one('topic'), text: one('text') };
  },

  fragmentOf({ verdicts, ...others }) {
    const said = new URLSearchParams(verdicts.map((verdict) => ['verdict', verdict]));
    for (const [name, value] of Object.entries(others)) if (value !== '') said.set(name, value);
    return said.size === 0 ? '' : `#${said}`;
  },

  // The id that a fragment names; empty where it names none.
  idOf(fragment) {
    try {
      return decodeURIComponent(fragment.slice(1));
    } catch {
      return ''; // a % that stands for nothing: nobody has that id
    }
  },

  // Gives the page another address without loading anything; `replaces` where going back should not come to the one before.
  setFragment(fragment, replaces) {
    if (fragment === location.hash) return;
    const [page] = location.href.split('#');
    try {
      history[replaces ? 'replaceState' : 'pushState'](null, '', page + fragment);
    } catch {
      // some frames, and browsers that count how often: the list is filtered all the same
    }
  },
};
