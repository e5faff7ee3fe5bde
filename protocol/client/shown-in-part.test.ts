import assert from 'node:assert/strict';
import test from 'node:test';
import { shownInPart } from './shown-in-part.ts';

test('an HTML page is called by its title, or its first heading', () => {
  const page =
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head><title>403 Forbidden</title></head>';
  assert.equal(shownInPart(page), 'an HTML page, "403 Forbidden"');
  assert.equal(shownInPart('<HTML><body><h1>\n Bad\n Gateway</h1>'), 'an HTML page, "Bad Gateway"');
  assert.equal(shownInPart(`<html>${'<p>nothing'.repeat(100)}`), 'an HTML page');
});

test('other text is shown on one line, and not for ever', () => {
  assert.equal(shownInPart(' not\n here\n'), 'not here');
  assert.equal(shownInPart('x'.repeat(1_000)), `${'x'.repeat(200)}…`);
  assert.equal(shownInPart('\n'), 'an empty body');
});
