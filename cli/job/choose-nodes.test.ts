import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { RestClient } from '../../protocol/client/rest-client.ts';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { answerJson, startWebServer } from '../../protocol/testing/web-server.ts';
import { readingIn } from '../testing/reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { chosenNodes, type NodeChoice, namedNodes } from './choose-nodes.ts';

const { privateKey } = newKeyPair();
const NOTHING: NodeChoice = {
  names: [],
  patterns: undefined,
  file: undefined,
  all: false,
  includeDown: false,
};

async function chosen(
  context: TestContext,
  known: readonly string[],
  choice: Partial<NodeChoice>,
  list = '',
) {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'nodes.txt'), list);
  await using server = await startWebServer((_request, response) =>
    answerJson(
      response,
      200,
      known.map((name) => ({ node_name: name, status: name.startsWith('dead') ? 'down' : 'up' })),
    ),
  );
  const client = new RestClient({ serverUrl: server.url, org: 'dev', user: 'admin', privateKey });
  try {
    const whole = { ...NOTHING, ...choice };
    const found = await chosenNodes(await namedNodes(whole, readingIn(folder)), whole, client);
    return { ...found, asked: server.seen.length };
  } finally {
    await client.close();
  }
}

const KNOWN = ['web2', 'db-1', 'web1', 'db-10', 'a.b', 'axb'];

test('names alone are taken as they are, and the server is not asked', async (context) => {
  const found = await chosen(context, KNOWN, { names: ['web9', 'web1'] });
  assert.deepEqual(found, { nodes: ['web9', 'web1'], leftOut: [], asked: 0 });
});

test('patterns stand for the nodes of the server that fit, each once', async (context) => {
  for (const [patterns, nodes] of [
    [['web*'], ['web1', 'web2']],
    [
      ['db-?', 'web1', 'w*1'],
      ['db-1', 'web1'],
    ],
    [['a.b'], ['a.b']],
    [['*'], ['a.b', 'axb', 'db-1', 'db-10', 'web1', 'web2']],
  ] as const)
    assert.deepEqual((await chosen(context, KNOWN, { patterns })).nodes, nodes, patterns.join());
  const both = await chosen(context, KNOWN, { names: ['web9', 'web2'], patterns: ['web*'] });
  assert.deepEqual(both.nodes, ['web9', 'web2', 'web1']);
  assert.equal((await chosen(context, KNOWN, { all: true })).nodes.length, KNOWN.length);
});

test('patterns and all leave out nodes that are down, and say so; a name does not', async (context) => {
  const known = [...KNOWN, 'dead1', 'dead2'];
  const { nodes, leftOut } = await chosen(context, known, { all: true });
  assert.deepEqual([nodes.length, leftOut], [KNOWN.length, ['dead1', 'dead2']]);
  const named = await chosen(context, known, { names: ['dead2'], patterns: ['d*'] });
  assert.deepEqual([named.nodes, named.leftOut], [['dead2', 'db-1', 'db-10'], ['dead1']]);
  const asked = await chosen(context, known, { patterns: ['dead*'], includeDown: true });
  assert.deepEqual([asked.nodes, asked.leftOut], [['dead1', 'dead2'], []]);
  await assert.rejects(chosen(context, known, { patterns: ['dead*'] }), {
    message: 'All 2 nodes of the server that fit dead* are down; --include-down has them asked all the same.',
  });
  await assert.rejects(chosen(context, ['dead1'], { all: true }), {
    message: /^All 1 nodes of the server are down; /,
  });
});

test('a file has names with blanks and line feeds between them', async (context) => {
  const { nodes } = await chosen(
    context,
    KNOWN,
    { names: ['web9'], file: 'nodes.txt' },
    'web1\r\n\n web2\tdb-1\n',
  );
  assert.deepEqual(nodes, ['web9', 'web1', 'web2', 'db-1']);
});

test('what means no node, or one twice, is said with the remedy', async (context) => {
  const refused = (choice: Partial<NodeChoice>, message: RegExp, list = '', known = KNOWN) =>
    assert.rejects(chosen(context, known, choice, list), { message });
  await refused({}, /^job start needs at least one node; .* --nodes, --nodes-file or --all\.$/);
  await refused({ names: ['a', 'b', 'a'] }, /^a is named twice; name each node once\.$/);
  await refused({ names: ['a'], file: 'nodes.txt' }, /^a is named twice/, 'a');
  await refused({ file: 'nodes.txt' }, /^There is no node in nodes\.txt; write a name a line\.$/);
  await refused({ file: 'none.txt' }, /^Cannot read the list of nodes none\.txt \(ENOENT/);
  await refused({ patterns: ['web*', 'app*'] }, /^No node of the server fits app\*; /);
  await refused({ all: true }, /^The server has no node; /, '', []);
});
