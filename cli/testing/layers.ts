/** Which top folders a top folder may import from, besides itself. The list of folders that hold code: all others are made from it. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  files: [],
  protocol: [],
  server: ['files', 'protocol'],
  simulator: ['files', 'protocol'],
  reports: ['files'],
  conformance: ['files', 'protocol', 'reports', 'simulator'],
  steps: ['protocol', 'simulator', 'conformance'],
  bench: ['files', 'protocol', 'server', 'simulator', 'reports'],
  attack: ['files', 'protocol', 'simulator', 'bench'],
  explain: ['files', 'protocol', 'server', 'conformance'],
  cli: ['files', 'protocol', 'server', 'simulator', 'reports', 'conformance', 'explain'],
  library: ['protocol', 'server', 'simulator'],
  docs: ['protocol', 'server', 'simulator', 'library', 'cli', 'conformance'],
};

/** Folders that may put server and simulator together although their top folder may not. */
export const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  // our own server, watched and made to lie, is what a client is judged by
  'conformance/client/': ['server'],
  // a quirk is recognised in one place
  'conformance/diff/': ['steps'],
  // one way to write a database
  'conformance/journal/': ['server'],
  'conformance/recorded/': ['server', 'library'],
  'conformance/target/': ['server'],
  'conformance/testing/mutants/': ['server', 'cli'],
  // one stream of chance
  'explain/testing/': ['simulator'],
  // scenarios of its own, which need a World
  'conformance/testing/slow/': ['steps'],
};
