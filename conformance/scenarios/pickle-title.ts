import type { GherkinDocument, Pickle } from '@cucumber/messages';
import { titleOf } from '../../reports/generators/conformance/scenario-title.ts';
import { placedIn } from './parse-feature.ts';

/** The title of what is executed, as reports have it. */
export function pickleTitle({ feature }: GherkinDocument, { uri, name, astNodeIds }: Pickle): string {
  const { name: fallback = uri, children = [] } = feature ?? {};
  const placed = placedIn(children, fallback).find(({ node }) => node.id === astNodeIds[0]);
  return titleOf(placed?.requirement ?? fallback, name);
}
