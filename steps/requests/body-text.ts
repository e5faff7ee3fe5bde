import assert from 'node:assert/strict';
import type { Reply } from '../../protocol/client/reply.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** What differs from run to run, by the words that stand for it in a body. */
const FORMS: Readonly<Record<string, RegExp>> = {
  '<32 hex digits>': /^[0-9a-f]{32}$/,
  '<uuid>': /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  '<private key>': /^-----BEGIN RSA PRIVATE KEY-----\n[\w+/=\n]+-----END RSA PRIVATE KEY-----\n*$/,
  // a key may end in any number of line feeds: the shipped server gives two
  '<public key>': /^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+-----END PUBLIC KEY-----\n*$/,
  '<curve key>': /^[0-9a-zA-Z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/,
  '<base64>': /^[A-Za-z0-9+/]+={0,2}$/,
  '<host>': /^[\w.-]+$/,
  '<tcp address>': /^tcp:\/\/[\w.-]+:\d+$/,
  // a JSON number
  '<positive number>': /^[1-9]\d*$/,
};

const ENCODED = /\{encoded ([a-z]+\d*)\}/g;
const JOB = /\{job(\d+)\}/g;
const KEY = /\{key of ([a-z]+\d*)\}/g;

/** A CURVE public key in form, of nobody in particular: all of Z85's kinds of characters. */
export const SOME_CURVE_KEY = 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7';

/**
 * Text with its placeholders filled: `{job1}` is the first job of the scenario, `{server}` the server's URL, `{key of
 * web1}` a public key in JSON's spelling, `{encoded web1}` a node's name with every byte percent-encoded, `{curve key}` one of a node's connection as it stands in a query,
 * `{heartbeat interval}` and `{config lifetime}` those of the server in seconds.
 */
export function fillText(world: ScenarioWorld, text: string): string {
  const withKeys = text
    .replaceAll(KEY, (_, label: string) => JSON.stringify(world.principals.publicKeyOf(label)).slice(1, -1))
    .replaceAll(
      JOB,
      (_, number: string) => world.jobs[Number(number) - 1]?.id ?? 'a job that was not started',
    )
    .replaceAll(ENCODED, (_, label: string) => encoded(world.nodes.nameOf(label)))
    .replaceAll('{other org}', () => world.neighbour.scope.org)
    .replaceAll('{curve key}', encodeURIComponent(SOME_CURVE_KEY))
    .replaceAll('{heartbeat interval}', String(world.target.timings.heartbeatIntervalMs / 1_000))
    .replaceAll('{config lifetime}', String(world.target.timings.configLifetimeSeconds))
    .replaceAll('{server}', world.target.url);
  return world.fill(withKeys);
}

/**
 * Holds that an answer's body is this JSON, with what differs from run to run in its form. The order of keys is nobody's
 * business.
 */
export function expectBody(world: ScenarioWorld, reply: Reply, wanted: string): void {
  assert.match(String(reply.headers['content-type']), /^application\/json\b/);
  const seen = reply.json();
  assert.deepEqual(seen, resolve(JSON.parse(fillText(world, wanted)), seen));
}

/** What is wanted, with each form replaced by what was seen where that has the form. */
function resolve(wanted: unknown, seen: unknown): unknown {
  if (typeof wanted === 'string') {
    const isOfItsKind = typeof seen === (wanted === '<positive number>' ? 'number' : 'string');
    return isOfItsKind && FORMS[wanted]?.test(String(seen)) ? seen : wanted;
  }
  if (Array.isArray(wanted)) {
    const items: readonly unknown[] = Array.isArray(seen) ? seen : [];
    return wanted.map((item, index) => resolve(item, items[index]));
  }
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  const fields = (seen ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, resolve(value, fields[key])]));
}

/** Every byte as `%77`, though none of them needs it. */
function encoded(name: string): string {
  return [...Buffer.from(name)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`)
    .join('');
}
