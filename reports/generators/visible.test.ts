import assert from 'node:assert/strict';
import test from 'node:test';
import { mdBlock, mdCode, mdInHtml, mdText } from './markdown.ts';
import { visible } from './visible.ts';

test('characters that no eye sees are shown', () => {
  assert.equal(visible('a\u0000b\u001b[31m\u007f\u0085'), 'a␀b␛[31m␡⟨U+0085⟩');
  assert.equal(visible('left\u202eright'), 'left⟨U+202E⟩right');
  assert.equal(visible('half \ud800.'), 'half \ufffd.');
  assert.equal(visible('😀 stays, é too\n\tand this'), '😀 stays, é too\n\tand this');
  assert.equal(visible('a\r\nb\rc'), 'a\nb␍c');
});

test('nothing in text is markup of Markdown', () => {
  assert.equal(mdText('a | <b> *c* `d` [e](f) #g'), 'a \\| &lt;b&gt; \\*c\\* \\`d\\` \\[e\\](f) \\#g');
  assert.equal(mdText('two\n lines'), 'two lines');
  assert.equal(mdText('@everyone'), '@\u200beveryone');
  assert.equal(mdInHtml('<b> | & @me'), '&lt;b&gt; | &amp; @\u200bme');
});

test('code ends where it ends, whatever backticks it holds', () => {
  assert.equal(mdCode('a'), '`a`');
  assert.equal(mdCode('`a``b'), '``` `a``b ```');
  assert.deepEqual(mdBlock('```\nx'), ['````text', '```', 'x', '````']);
});
