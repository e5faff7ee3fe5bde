import type { FastifyInstance } from 'fastify';
import { type ErrorWriter, UNDECLARED } from '../http/error-body.ts';

const ADDRESS = 'mochiweb+webmachine web server';

const page = (title: string, text: string, end: string): string =>
  `<html><head><title>${title}</title></head><body><h1>${title.slice(4)}</h1>${text}${end}</body></html>`;

const plainPage = (title: string): string =>
  page(title, title.slice(4), `<p><hr><address>${ADDRESS}</address>`);
const END = `<P><HR><ADDRESS>${ADDRESS}</ADDRESS>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The pages of the shipped server by status. That of 404 is another library's. Source: protocol §10. */
const PAGES: Readonly<Record<number, (method: string) => string>> = {
  404: () =>
    '<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD><BODY><H1>Not Found</H1>The requested document was not found on ' +
    `this server.<P><HR><ADDRESS>${ADDRESS}</ADDRESS></BODY></HTML>`,
  405: () => plainPage('405 Method Not Allowed'),
  406: () => plainPage('406 Not Acceptable'),
  415: () => plainPage('415 Unsupported Media Type'),
  500: () =>
    page(
      '500 Internal Server Error',
      'The server encountered an error while processing this request:<br><pre>{error,{throw,{error,badarg}}}</pre>',
      END,
    ),
  501: (method) =>
    page('501 Not Implemented', `The server does not support the "${escaped(method)}" method.<br>`, END),
};

/** The refusals that are JSON though their status has a page. */
const NO_PAGE: readonly string[] = ['unknown_organisation'];

/** Quirk `html-errors`: errors are pages, or JSON that is not declared as anything. Source: protocol §10. */
export const writeHtmlError: ErrorWriter = ({ status, body, code, method }) => {
  const write = NO_PAGE.includes(code) ? undefined : PAGES[status];
  return write === undefined
    ? { contentType: UNDECLARED, payload: Buffer.from(JSON.stringify(body)) }
    : { contentType: 'text/html', payload: Buffer.from(write(method)) };
};

/** Has answers that are not declared as anything leave so. */
export function leaveUndeclared(app: FastifyInstance): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.getHeader('content-type') === UNDECLARED) reply.removeHeader('content-type');
    done(null, payload);
  });
}
