const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i;

/** The path and query of a request: a proxy may be asked for `http://host/path`. */
export function originForm(url: string): string {
  return url.replace(ABSOLUTE_FORM, '');
}
