/** Which top folders a top folder may import from, besides itself. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  files: [],
  protocol: [],
  sqlite: [],
  journal: ['files', 'protocol', 'sqlite'],
  server: ['files', 'protocol', 'sqlite'],
  simulator: ['files', 'protocol'],
  reports: ['files'],
  conform: ['files', 'protocol', 'journal', 'reports', 'simulator'],
  steps: ['protocol', 'journal', 'simulator', 'conform'],
  bench: ['files', 'protocol', 'server', 'simulator', 'reports'],
  attack: ['files', 'protocol', 'simulator', 'bench'],
  cli: ['files', 'protocol', 'journal', 'server', 'simulator', 'reports', 'conform', 'conform-client'],
  library: ['protocol', 'server', 'simulator'],
  'conform-client': ['files', 'protocol', 'server', 'simulator', 'reports'],
  recorded: ['protocol', 'server', 'library'],
  docs: ['protocol', 'server', 'simulator', 'library', 'cli', 'conform', 'conform-client'],
};

/** Folders that may put server and simulator together although their top folder may not. */
export const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  'steps/target/': ['protocol', 'server', 'simulator', 'conform'],
  'conform/testing/mutants/': ['journal', 'server', 'reports', 'cli'],
  // scenarios of its own, which need a World
  'conform/testing/slow/': ['steps'],
};
