const HTTP_DATE =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC|[+-]0000)$/;
const OPS_TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The form of an HTTP date, for whoever sent another one. */
export const HTTP_DATE_WORDS = 'an HTTP date as Thu, 10 Jul 2014 05:17:40 GMT';

// Messages come in bursts within one second, so the last answer is nearly always the next one.
let formattedSecond = Number.NaN;
let formattedText = '';
let parsedText = '';
let parsedMs: number | undefined;

/** `Thu, 10 Jul 2014 05:17:40 GMT` of milliseconds since the epoch. Source: RFC 9110 §5.6.7. */
export function formatHttpDate(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== formattedSecond) {
    formattedText = new Date(second * 1000).toUTCString();
    formattedSecond = second;
  }
  return formattedText;
}

/**
 * Milliseconds since the epoch of an HTTP date, or undefined for any other text. The name of the day may be wrong or
 * missing; a day that the calendar does not have is refused.
 */
export function parseHttpDate(text: string): number | undefined {
  if (text !== parsedText) {
    parsedMs = httpDateMs(text);
    parsedText = text;
  }
  return parsedMs;
}

function httpDateMs(text: string): number | undefined {
  const match = HTTP_DATE.exec(text);
  if (!match) return undefined;
  const [, day, month, year, hour, minute, second] = match;
  return utcMs(year, MONTHS.indexOf(month ?? '') + 1, day, hour, minute, second);
}

/** `2014-07-10T05:17:40Z`, the form of X-Ops-Timestamp, of milliseconds since the epoch. Source: protocol §1. */
export function formatOpsTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Milliseconds since the epoch of an X-Ops-Timestamp, or undefined for any other text. */
export function parseOpsTimestamp(text: string): number | undefined {
  const match = OPS_TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  return utcMs(year, month, day, hour, minute, second);
}

/** `2014-07-10 05:10:40.995958Z` of microseconds since the epoch. Source: protocol §7. */
export function formatFeedTimestamp(micros: number): string {
  const ms = Math.floor(micros / 1000);
  const rest = String(micros - ms * 1000).padStart(3, '0');
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${rest}Z`;
}

type Part = string | number | undefined;

/** Date.UTC, but undefined where a part is out of its range (31 June, hour 24). */
function utcMs(
  year: Part,
  month: Part,
  day: Part,
  hour: Part,
  minute: Part,
  second: Part,
): number | undefined {
  const date = new Date(
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)),
  );
  const same =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second);
  return same ? date.getTime() : undefined;
}
