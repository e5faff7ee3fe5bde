import { Reply } from '../../protocol/client/reply.ts';
import { isFields } from '../../protocol/wire/fields.ts';
import type { Exchange, Scene, Wanted } from '../../steps/quirks/recogniser.ts';
import { RECOGNISERS } from '../../steps/quirks/recognisers.ts';
import type { KnownDifference } from './divergence.ts';
import type { JournalExchange } from './exchanges.ts';
import { comparedText } from './plain-value.ts';
import { UNCOMPARED_HEADERS } from './request-places.ts';
import type { Seen } from './seen-place.ts';

/** Of a script whose jobs and principals nobody tells: what needs them is recognised by the scenario itself. */
const SCENE: Scene = { org: '', jobIds: [], isClientAndStranger: () => false };

/**
 * The quirks by which one of two servers gave the one answer and a server without them gives the other; undefined where they do
 * not explain all of the difference.
 */
export function recogniseQuirks(
  first: Seen | undefined,
  second: Seen | undefined,
): KnownDifference | undefined {
  const [one, other] = [first && exchangeOf(first), second && exchangeOf(second)];
  if (one === undefined || other === undefined) return undefined;
  const ofFirst = quirksOf(one, other);
  if (ofFirst.length > 0) return { by: 'quirk', names: ofFirst, of: 'first' };
  const ofSecond = quirksOf(other, one);
  return ofSecond.length > 0 ? { by: 'quirk', names: ofSecond, of: 'second' } : undefined;
}

function quirksOf(odd: Exchange, right: Exchange): readonly string[] {
  const recognisedBy = (wanted: Wanted): readonly string[] =>
    RECOGNISERS.filter((each) => each.recognises(odd, wanted, SCENE)).map(({ quirk }) => quirk);
  // what else an answer with another status would have had is asked of no other
  if (odd.status !== right.status) return recognisedBy({ what: 'status', status: right.status });
  if (hasOtherDifference(odd, right)) return [];
  const names = differences(odd, right).map((wanted) => wanted.flatMap(recognisedBy));
  return names.length > 0 && names.every((each) => each.length > 0) ? [...new Set(names.flat())] : [];
}

/** Headers that quirks are about; all others have to be the same. */
const HEADERS: ReadonlySet<string> = new Set(['content-type', 'allow', 'location']);

function hasOtherDifference(odd: Exchange, right: Exchange): boolean {
  return [...new Set([...Object.keys(odd.headers), ...Object.keys(right.headers)])].some(
    (name) =>
      !HEADERS.has(name) &&
      !UNCOMPARED_HEADERS.has(name) &&
      textOfHeader(odd, name) !== textOfHeader(right, name),
  );
}

/** What differs, and for each of it what would have been wanted in its place. */
function differences(odd: Exchange, right: Exchange): readonly (readonly Wanted[])[] {
  const wanted: Wanted[][] = [];
  const header = (name: string): string | undefined => textOfHeader(right, name);
  const differs = (name: string): boolean => textOfHeader(odd, name) !== header(name);
  const error = errorIn(right);
  const isAboutForm = differs('content-type') || odd.text !== right.text;
  if (isAboutForm && error !== undefined) {
    wanted.push([
      { what: 'error', error },
      { what: 'error body' },
      { what: 'header', name: 'content-type', value: header('content-type') },
    ]);
  } else if (differs('content-type')) {
    wanted.push([{ what: 'header', name: 'content-type', value: header('content-type') }]);
  }
  if (differs('allow')) wanted.push([{ what: 'allow', methods: header('allow')?.split(/\s*,\s*/) ?? [] }]);
  if (differs('location'))
    wanted.push([
      { what: 'header', name: 'location', value: header('location') },
      { what: 'location', begins: (header('location') ?? '').replace(/\/organizations.*/, '') },
    ]);
  return wanted;
}

function textOfHeader({ headers }: Exchange, name: string): string | undefined {
  const { [name]: value } = headers;
  return value === undefined ? undefined : comparedText(value);
}

function errorIn({ status, text }: Exchange): string | readonly string[] | undefined {
  if (status < 400) return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) ? (body.error as string | readonly string[] | undefined) : undefined;
  } catch {
    return undefined;
  }
}

function exchangeOf({ exchange }: Seen): Exchange | undefined {
  if (exchange === undefined) return undefined;
  const { method, path, body, answer }: JournalExchange = exchange;
  if (answer === undefined || answer === 'failed') return undefined;
  const sent = { method, path, headers: {}, body };
  const headers = answer.headers as Exchange['headers'];
  return new Reply(`${method} ${path}`, answer.status, headers, Buffer.from(answer.body), sent) as Exchange;
}
