import assert from 'node:assert/strict';
import test from 'node:test';
import {
  choice,
  flag,
  number,
  port,
  quorum,
  strings,
  text,
  textOrNumber,
  url,
  whole,
  words,
} from './option-kinds.ts';

test('text is any text but none, and no number of YAML', () => {
  assert.equal(text.parse('a b'), 'a b');
  assert.equal(text.parse(''), undefined);
  assert.equal(text.parse(7), undefined);
  assert.equal(text.parse('a\0b'), undefined);
  assert.equal(text.parse('\ud800'), undefined);
  assert.equal(text.parse('🐻'), '🐻');
  assert.equal(textOrNumber.parse(7), '7');
});

test('a flag is true or false in the words of environment and YAML', () => {
  for (const yes of [true, 'true', '1', 'yes']) assert.equal(flag.parse(yes), true);
  for (const no of [false, 'false', '0', 'no']) assert.equal(flag.parse(no), false);
  for (const neither of ['on', 1, 'TRUE', undefined]) assert.equal(flag.parse(neither), undefined);
});

test('numbers keep their bounds, whole ones have no fraction', () => {
  assert.equal(number(0, 1).parse('0.5'), 0.5);
  assert.equal(number(0, 1).parse(0.5), 0.5);
  for (const wrong of ['1.1', '-0.1', 'x', '', '1e3', '0x1', ' 1'])
    assert.equal(number(0, 1).parse(wrong), undefined);
  assert.equal(whole(1, 9).parse('9'), 9);
  assert.equal(whole(1, 9).parse('2.0'), 2);
  assert.equal(whole(1, 9).parse('2.5'), undefined);
  assert.equal(whole(1).expects, 'a whole number, at least 1');
});

test('a port is 0 to 65535', () => {
  assert.equal(port.parse('0'), 0);
  assert.equal(port.parse('65535'), 65_535);
  assert.equal(port.parse('65536'), undefined);
});

test('a choice is one of its words', () => {
  const colour = choice(['red', 'green']);
  assert.equal(colour.parse('red'), 'red');
  assert.equal(colour.parse('blue'), undefined);
  assert.equal(colour.expects, 'one of red, green');
  assert.equal(choice(['red']).expects, 'red, which is all that there is');
});

test('a URL is of a server, and loses its last slashes', () => {
  assert.equal(url.parse('http://127.0.0.1:10003/'), 'http://127.0.0.1:10003');
  for (const wrong of ['127.0.0.1:10003', 'ftp://x', '', 7]) assert.equal(url.parse(wrong), undefined);
});

test('strings are a JSON object or a mapping, of strings only', () => {
  assert.deepEqual(strings.parse('{"FOO": "bears"}'), { FOO: 'bears' });
  assert.deepEqual(strings.parse({ FOO: 'bears' }), { FOO: 'bears' });
  for (const wrong of ['{"FOO": 1}', '[]', 'null', '{', 7, '"a"'])
    assert.equal(strings.parse(wrong), undefined);
});

test('a quorum is a count or a share', () => {
  for (const right of ['0', '3', '50%', '33.3%', '150%']) assert.equal(quorum.parse(right), right);
  assert.equal(quorum.parse(3), '3');
  for (const wrong of ['', 'x', '-1', '1.5', '50 %', '%', '9'.repeat(400)]) {
    assert.equal(quorum.parse(wrong), undefined);
  }
});

test('words come with commas or as a list', () => {
  assert.deepEqual(words.parse('slow,failing'), ['slow', 'failing']);
  assert.deepEqual(words.parse(['slow']), ['slow']);
  for (const wrong of ['', 'slow,', 'a b', [], [1], 7, {}]) assert.equal(words.parse(wrong), undefined);
});
