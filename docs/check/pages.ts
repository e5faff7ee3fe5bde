import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from './page.ts';

/** What is written beside the code by convention. */
const AT_THE_TOP: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CODE_OF_CONDUCT.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'examples/README.md',
];

/** Every page of the documentation, by its path from the project's root. */
export const PAGES_OF_DOCUMENTATION: readonly string[] = [
  ...AT_THE_TOP,
  ...readdirSync(join(PROJECT_ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => relative('.', join('docs', name)))
    .sort(),
];
