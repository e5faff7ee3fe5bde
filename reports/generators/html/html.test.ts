import assert from 'node:assert/strict';
import test from 'node:test';
import { html, jsonScript, trusted } from './html.ts';
import { pageHtml } from './page.ts';
import { tableHtml } from './table.ts';

test('values are escaped in text and in quoted attributes', () => {
  const evil = `"><script>'&`;
  assert.equal(
    html`<p title="${evil}">${evil}</p>`.markup,
    '<p title="&quot;&gt;&lt;script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;&#39;&amp;</p>',
  );
});

test('markup stays, lists are joined, nothing is left out', () => {
  assert.equal(
    html`${trusted('<b>')}${[1, html`<i>${'<'}</i>`, undefined, false, '']}`.markup,
    '<b>1<i>&lt;</i>',
  );
});

test('data of a script cannot end it', () => {
  const { markup } = jsonScript('data', { text: '</script><!--' });
  assert.equal(markup.match(/<\/script>/g)?.length, 1);
  const json = />([^<]*)</.exec(markup)?.[1] ?? '';
  assert.deepEqual(JSON.parse(json), { text: '</script><!--' });
});

test('a page lets its own scripts run and no other', () => {
  const page = pageHtml({
    title: 't',
    tone: 'plain',
    kicker: '',
    headline: '',
    facts: '',
    body: '',
    styles: [],
    scripts: ['1 + 1'],
  });
  assert.match(page, /script-src &#39;sha256-[A-Za-z0-9+/=]{44}&#39;;/);
});

test('cells of numbers stand to the right, and a cell may have a tone', () => {
  const { markup } = tableHtml(
    [{ title: 'a' }, { title: 'b', isNumber: true }],
    [['<', { content: 2, tone: 'bad' }]],
  );
  assert.match(markup, /<th class="n">b<\/th>/);
  assert.match(markup, /<tr><td>&lt;<\/td><td class="n bad">2<\/td><\/tr>/);
});
