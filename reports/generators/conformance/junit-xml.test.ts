import assert from 'node:assert/strict';
import test from 'node:test';
import { create } from 'xmlbuilder2';
import { junitXml } from './junit-xml.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

/** The form that CI systems read: by element, its attributes and the elements that may stand in it. */
const FORM: Readonly<
  Record<string, { readonly attributes: readonly string[]; readonly children: readonly string[] }>
> = {
  testsuites: { attributes: ['name', 'tests', 'failures', 'errors', 'time'], children: ['testsuite'] },
  testsuite: {
    attributes: ['name', 'tests', 'failures', 'errors', 'skipped', 'time', 'timestamp'],
    children: ['properties', 'testcase'],
  },
  properties: { attributes: [], children: ['property'] },
  property: { attributes: ['name', 'value'], children: [] },
  testcase: {
    attributes: ['classname', 'name', 'time'],
    children: ['properties', 'failure', 'error', 'flakyFailure', 'skipped', 'system-out'],
  },
  failure: { attributes: ['message', 'type'], children: [] },
  error: { attributes: ['message', 'type'], children: [] },
  flakyFailure: { attributes: ['message', 'type'], children: [] },
  skipped: { attributes: ['message'], children: [] },
  'system-out': { attributes: [], children: [] },
};

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
}

/** What a parser makes of the text, which is none of the generator's doing. */
function parsed(xml: string): Element {
  const elementOf = (builder: ReturnType<typeof create>): Element => ({
    name: builder.node.nodeName,
    attributes: new Map(
      [
        ...(builder.node as unknown as { attributes: Iterable<{ name: string; value: string }> }).attributes,
      ].map(({ name, value }) => [name, value]),
    ),
    children: builder.filter(({ node }) => node.nodeType === 1).map(elementOf),
  });
  return elementOf(create(xml).root());
}

function everyElement(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap(everyElement)];
}

const ROOT = parsed(junitXml(SAMPLE_CONFORMANCE_RESULTS));

test('the text is XML in the form of JUnit', () => {
  assert.equal(ROOT.name, 'testsuites');
  for (const { name, attributes, children } of everyElement(ROOT)) {
    const form = FORM[name];
    assert.ok(form !== undefined, `the form has no ${name}`);
    assert.deepEqual([...attributes.keys()], form.attributes, name);
    for (const child of children) assert.ok(form.children.includes(child.name), `${child.name} in ${name}`);
  }
});

test('the numbers of each suite are those of its cases', () => {
  for (const suite of ROOT.children) {
    const cases = suite.children.filter(({ name }) => name === 'testcase');
    const having = (word: string) =>
      cases.filter(({ children }) => children.some(({ name }) => name === word)).length;
    assert.equal(suite.attributes.get('tests'), String(cases.length));
    assert.equal(suite.attributes.get('failures'), String(having('failure')));
    assert.equal(suite.attributes.get('errors'), String(having('error')));
    assert.equal(suite.attributes.get('skipped'), String(having('skipped')));
  }
});

test('a case says its verdict, and known failures are skipped with their reason', () => {
  const cases = everyElement(ROOT).filter(({ name }) => name === 'testcase');
  assert.equal(cases.length, SAMPLE_CONFORMANCE_RESULTS.scenarios.length);
  const known = cases.find(({ attributes }) => attributes.get('name')?.startsWith('QUORUM-003 '));
  const skipped = known?.children.find(({ name }) => name === 'skipped');
  assert.match(skipped?.attributes.get('message') ?? '', /^known failure: events come out of order/);
});

test('what the words of the run did not choose is not there, what could not be judged is', () => {
  const [chosen, other, third] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(chosen !== undefined && other !== undefined && third !== undefined);
  const scenarios = [
    chosen,
    { ...other, verdict: 'not run', reason: 'it was not asked for', isUnchosen: true },
    { ...third, verdict: 'not run', reason: 'no superuser is given', lacks: 'superuser' },
  ] as const;
  const root = parsed(junitXml({ ...SAMPLE_CONFORMANCE_RESULTS, scenarios }));
  const names = everyElement(root).flatMap(({ name, attributes }) =>
    name === 'testcase' ? [attributes.get('name')?.split(' ')[0]] : [],
  );
  assert.deepEqual(names.toSorted(), [chosen.id, third.id].toSorted());
  assert.equal(root.attributes.get('tests'), '2');
});

test('a case has a property for each quirk that it met, and its suite says what they are', () => {
  const named = (name: string) =>
    everyElement(ROOT).find((each) => each.attributes.get('name')?.startsWith(name));
  const values = (element: Element | undefined) =>
    element?.children
      .find(({ name }) => name === 'properties')
      ?.children.map(({ attributes }) => [attributes.get('name'), attributes.get('value')]);
  const met = named('REQUESTS-002 ');
  assert.deepEqual(values(met), [
    ['quirk', 'html-errors'],
    ['quirk', 'reader-becomes-node'],
  ]);
  assert.ok(!met?.children.some(({ name }) => name === 'failure' || name === 'skipped'));
  assert.deepEqual(values(named('What is refused'))?.slice(2), [
    ['quirk body-first', 'harmless, not accepted: The body is read before the signature.'],
    ['quirk reader-becomes-node', 'security, accepted: A user who may read gets the session key of a node.'],
    ['quirk html-errors', 'costly, accepted: Errors are HTML pages.'],
  ]);
});

test('characters that XML cannot hold are shown by others', () => {
  const [first, ...rest] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(first !== undefined);
  const name = 'a\u0000b\u001b\ud800 <&>"';
  const xml = junitXml({ ...SAMPLE_CONFORMANCE_RESULTS, scenarios: [{ ...first, name }, ...rest] });
  assert.match(xml, /a␀b␛\ufffd &lt;&amp;&gt;/);
  assert.equal(parsed(xml).name, 'testsuites');
});
