import type { Exchange } from './recogniser.ts';

/** So much of a body tells what it is. */
const BODY_CHARACTERS = 200;

/** An exchange in a few lines: what was asked, and how the answer begins. Never what signs a request. */
export function evidenceOf({ sent, status, headers, text }: Exchange): string {
  const shown = ['content-type', 'location', 'allow'].flatMap((name) =>
    headers[name] === undefined ? [] : [`${name}: ${String(headers[name])}`],
  );
  const body = sent.body === undefined ? [] : [beginningOf(Buffer.from(sent.body).toString('utf8'))];
  return [`${sent.method} ${sent.path}`, ...body, '', String(status), ...shown, beginningOf(text)].join('\n');
}

function beginningOf(text: string): string {
  return text.length <= BODY_CHARACTERS ? text : `${text.slice(0, BODY_CHARACTERS)}…`;
}
