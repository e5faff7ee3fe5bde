import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { create } from 'xmlbuilder2';
import { html } from '../html/html.ts';
import { mdCode, mdText } from '../markdown.ts';
import { junitXml } from './junit-xml.ts';
import { conformanceReportHtml } from './report-html.ts';
import type { ConformanceResults } from './results.ts';
import { conformanceSummaryMarkdown } from './summary-md.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

/** Text of every kind, that of markup above all. */
const TEXT = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '`',
      '|',
      ']]>',
      '-->',
      '\ufffe',
      '\uffff',
      '\ud800',
      '\0',
      '\n',
      'script',
      '/',
    ),
  }),
);

/** What XML 1.0 can hold; parsers differ in how much they insist on it. */
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** A run in which somebody else wrote all that somebody else can write. */
function foreign(text: string): ConformanceResults {
  const [first] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(first !== undefined);
  const { target } = SAMPLE_CONFORMANCE_RESULTS;
  return {
    ...SAMPLE_CONFORMANCE_RESULTS,
    target: { ...target, name: text, description: text, serverUrl: text },
    problems: [text],
    scenarios: [
      {
        ...first,
        name: text,
        feature: text,
        rule: text,
        reason: text,
        example: { [text]: text },
        steps: [{ text, status: 'failed' }],
        failure: { step: text, message: text, expected: text, actual: text, stack: text },
        journal: [{ atMs: 1, node: text, direction: 'in', kind: 'event', summary: text, body: text }],
      },
    ],
  };
}

/** What tags a page has, whatever stands in it. */
const tagsOf = (page: string) => page.match(/<[a-z!/][^\s>]*/gi);

test('whatever a server says, JUnit stays XML', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      const xml = junitXml(foreign(text));
      assert.equal(create(xml).root().node.nodeName, 'testsuites');
      assert.match(xml, XML_TEXT);
    }),
  );
});

test('whatever a server says, the page has the tags that it has for plain text', () => {
  const parts = { styles: [], scripts: [] };
  // two lines, so that the same parts of a failure are shown as for text that is not short
  const plain = tagsOf(conformanceReportHtml(foreign('two\nlines'), parts));
  fc.assert(
    fc.property(TEXT, (text) => {
      assert.deepEqual(tagsOf(conformanceReportHtml(foreign(`two\n${text}`), parts)), plain);
    }),
  );
});

test('no text of others ends an attribute, a cell or a line of code', () => {
  fc.assert(
    fc.property(TEXT, (text) => {
      assert.match(html`<p title="${text}">${text}</p>`.markup, /^<p title="[^"<>]*">[^<>]*<\/p>$/);
      assert.doesNotMatch(mdText(text), /(?<!\\)[|`<>[\]]|\n/);
      assert.doesNotMatch(mdCode(text), /\n|(?<!\\)\|/);
      assert.match(conformanceSummaryMarkdown(foreign(text)), /^# /);
    }),
  );
});
