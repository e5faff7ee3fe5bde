const NOT_CANONICAL = /\/\/|.\/$|[?#]/;

/** A path as it is signed: runs of `/` collapsed, no `/` at the end, no query. Source: protocol §1. */
export function canonicalPath(path: string): string {
  if (!NOT_CANONICAL.test(path)) return path;
  const collapsed = withoutQuery(path).replace(/\/{2,}/g, '/');
  return collapsed.length > 1 && collapsed.endsWith('/') ? collapsed.slice(0, -1) : collapsed;
}

/** A path without its query. */
export function withoutQuery(path: string): string {
  const query = path.search(/[?#]/);
  return query < 0 ? path : path.slice(0, query);
}
