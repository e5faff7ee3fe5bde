import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ComparedRun } from '../../reports/generators/conformance/comparison.ts';
import { parseResults } from '../../reports/generators/conformance/parse-results.ts';
import { UsageError } from '../program/errors.ts';

const FILE = 'results.json';

/**
 * The results of a run, its path as the label.
 * @param path - the folder that `conform --out` wrote, or the `results.json` in it
 * @throws UsageError where there is none, or it is no such file
 */
export function readRun(path: string, folder: string): ComparedRun {
  const given = resolve(folder, path);
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const file = isFolder ? join(given, FILE) : given;
  const parsed = parseResults(textOf(file, path));
  if (parsed.ok) return { label: path, results: parsed.results };
  throw new UsageError(
    `${path} cannot be compared, ${parsed.fault}: give a folder that push-harness conform --out wrote`,
  );
}

function textOf(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(
      `There is no ${FILE} at ${path}: give a folder that push-harness conform --out wrote`,
      { cause },
    );
  }
}

/** Runs of targets whose names differ are called by them, others by their paths. */
export function labelled(runs: readonly ComparedRun[]): readonly ComparedRun[] {
  const names = runs.map(({ results }) => results.target.name);
  if (new Set(names).size < names.length) return runs;
  return runs.map(({ results }) => ({ label: results.target.name, results }));
}
