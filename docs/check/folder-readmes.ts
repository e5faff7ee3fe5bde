import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MAY_IMPORT } from '../../cli/testing/layers.ts';
import { PROJECT_ROOT, readPage } from './page.ts';

/** Sources in a folder that needs no page of its own: they are seen at a glance. */
const MOST_WITHOUT = 5;

/** Lines of a page that is one screen. */
const MOST_LINES = 60;

/** Paths from the project's root of all files of folders with code. */
const FILES: readonly string[] = Object.keys(MAY_IMPORT).flatMap((top) =>
  readdirSync(join(PROJECT_ROOT, top), { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
);

/** The READMEs of folders with code. */
export const FOLDER_PAGES: readonly string[] = FILES.filter((name) => basename(name) === 'README.md');

/** Folders that should have a README: each top one, and each with more than five sources. */
export function foldersThatNeedOne(): readonly string[] {
  const sources = new Map<string, number>();
  for (const name of FILES.filter((file) => file.endsWith('.ts')))
    sources.set(dirname(name), (sources.get(dirname(name)) ?? 0) + 1);
  return [...sources]
    .filter(([folder, count]) => count > MOST_WITHOUT || !folder.includes('/'))
    .map(([folder]) => folder);
}

/** A source, or a folder, in backticks. What has a star or a word in capitals stands for many. */
function namedIn(page: string): readonly string[] {
  return [...page.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !/^[-.]|\b[A-Z]+\b/.test(path));
}

/** What is wrong with the READMEs of folders, a line each: one is missing, is too long, or names what is not there. */
export function readmeFaults(): readonly string[] {
  const missing = foldersThatNeedOne()
    .map((folder) => join(folder, 'README.md'))
    .filter((page) => !FOLDER_PAGES.includes(page))
    .map((page) => `${page}: is missing: its folder has more than ${MOST_WITHOUT} sources`);
  return [...missing, ...FOLDER_PAGES.flatMap(faultsOf)];
}

function faultsOf(path: string): readonly string[] {
  const page = readPage(path);
  const below = FILES.filter((file) => file.startsWith(`${dirname(path)}/`));
  const isThere = (named: string): boolean =>
    existsSync(join(PROJECT_ROOT, named)) ||
    below.some((file) => file.endsWith(`/${named.replace(/\/$/, '')}`));
  const lines = page.trimEnd().split('\n').length;
  return [
    ...(lines > MOST_LINES ? [`${path}: has ${lines} lines, and a screen has ${MOST_LINES}`] : []),
    ...namedIn(page)
      .filter((named) => !isThere(named))
      .map((named) => `${path}: names ${named}, which is not there`),
  ];
}
