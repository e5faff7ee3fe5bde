/** How a Chef server lists things: the URI of each under its name. */
export function uriMap(
  names: readonly string[],
  uriOfName: (name: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, uriOfName(name)]));
}
