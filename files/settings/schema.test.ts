import assert from 'node:assert/strict';
import test from 'node:test';
import { editorSchema, fields, fileSchema } from './schema.ts';
import { schemaCheck } from './schema-check.ts';

const DEPTH = { type: 'number', meaning: 'How deep it is, in metres.', description: 'a number of metres' };
const POND = fileSchema(
  'A pond',
  fields('a pond', { depth: DEPTH, meaning: { type: 'string' }, near: fields('', {}) }),
);

test('an editor shows what a value means and what to give, and no keyword of ours', () => {
  const { title, properties } = editorSchema(POND);
  assert.equal(title, 'A pond');
  assert.deepEqual(properties, {
    depth: { type: 'number', description: 'How deep it is, in metres. Give a number of metres.' },
    meaning: { type: 'string' },
    near: { type: 'object', description: '', properties: {}, additionalProperties: false },
  });
});

test('what is wrong is told by what to give alone', () => {
  const [problem] = schemaCheck(POND)({ depth: 'deep' }, () => undefined);
  assert.equal(problem?.text, 'is "deep": give a number of metres');
});
