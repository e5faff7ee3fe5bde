const NOT_CANONICAL = /\/\/|.\/$|[?#]/;

/** A path as it is signed: runs of `/` collapsed, no `/` at the end, no query. Source: protocol §1. */
export function canonicalPath(path: string): string {
  if (!NOT_CANONICAL.test(path)) return path;
  const query = path.search(/[?#]/);
  const collapsed = (query < 0 ? path : path.slice(0, query)).replace(/\/{2,}/g, '/');
  return collapsed.length > 1 && collapsed.endsWith('/') ? collapsed.slice(0, -1) : collapsed;
}
