import type { Exchange, Recogniser } from './recogniser.ts';

/** The statuses that have a page. */
const WITH_PAGE: readonly number[] = [404, 405, 406, 415, 500, 501];

/** An error is a page of the HTTP library, or JSON that is not declared as anything. Its status is as wanted. */
export const htmlErrorsRecogniser: Recogniser = {
  quirk: 'html-errors',
  recognises(exchange, wanted) {
    if (exchange.status < 400) return false;
    if (wanted.what === 'error') return isPage(exchange);
    const isAboutForm =
      wanted.what === 'error body' || (wanted.what === 'header' && wanted.name === 'content-type');
    return isAboutForm && (isPage(exchange) || isUndeclaredError(exchange));
  },
};

function isPage({ status, headers, text, sent }: Exchange): boolean {
  const isHtml = /^text\/html\b/.test(String(headers['content-type']));
  return (
    WITH_PAGE.includes(status) &&
    isHtml &&
    (sent.method === 'HEAD' || /^\s*<(?:!doctype )?html\b/i.test(text))
  );
}

function isUndeclaredError({ headers, text }: Exchange): boolean {
  if (headers['content-type'] !== undefined) return false;
  try {
    return Object.hasOwn(Object(JSON.parse(text)), 'error');
  } catch {
    return false;
  }
}
