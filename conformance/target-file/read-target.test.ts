import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { editorSchema } from '../../files/settings/schema.ts';
import { serverQuirks } from '../../protocol/quirks/quirk-set.ts';
import { FEATURES_ROOT, loadFeaturesOf } from '../scenarios/load-features.ts';
import { readTarget } from './read-target.ts';
import { resolvedOffline } from './resolved-target.ts';
import { TARGET_SCHEMA } from './target-schema.ts';

const MINE = `name: mine
dialect: auto
server: http://push.example.org:10003/
organisation: dev
roles:
  admin: { user: jane, key: jane.pem }
timings:
  heartbeat-interval: 10s
  config-lifetime: 1h
known-failures:
  - { id: QUORUM-004:2, reason: it counts twice, expires: '2030-01-31' }
`;

const NEAR: Readonly<Record<string, string>> = { diagnose: 'diagnosis', 'html-error': 'html-errors' };

const read = (text: string) => readTarget(text, '/targets/mine.yaml', (word) => NEAR[word]);

function refusal(text: string): string {
  try {
    read(text);
  } catch (error) {
    return String(error);
  }
  return 'it was read';
}

test('a target of somebody else says where it is, who asks, and what it fails at', () => {
  const target = read(MINE);
  assert.deepEqual(target.server, { kind: 'external', url: 'http://push.example.org:10003' });
  assert.deepEqual(target.roles.admin, { user: 'jane', key: '/targets/jane.pem' });
  assert.deepEqual(target.timings, { heartbeatIntervalMs: 10_000, configLifetimeSeconds: 3_600 });
  assert.deepEqual(target.knownFailures, [
    { id: 'QUORUM-004:2', reason: 'it counts twice', expires: '2030-01-31' },
  ]);
  assert.equal(target.capabilities, undefined);
});

test('the address of a server is what other commands take, and may name the organisation', () => {
  const at = (server: string, organisation: string) =>
    MINE.replace('http://push.example.org:10003/', server).replace(/organisation:.*\n/, organisation);
  const chef = 'https://chef.example.org/front/organizations/web';
  for (const organisation of ['', 'organisation: web\n']) {
    const target = read(at(chef, organisation));
    assert.deepEqual(target.server, { kind: 'external', url: 'https://chef.example.org/front' });
    assert.equal(target.organisation, 'web');
  }
  assert.match(
    refusal(at(chef, 'organisation: dev\n')),
    /mine\.yaml:4 organisation is dev, and the address of the server names web: give one of them/,
  );
  for (const [server, why] of [
    [
      'https://jane:secret@chef.example.org',
      /mine\.yaml:3 server is a URL with a user or a password: leave it out/,
    ],
    ['https://chef.example.org/?a=b', /server is a URL with a query: leave it out/],
    ['https://chef.example.org/#a', /server is a URL with a fragment: leave it out/],
    [`${chef}/pushy`, /server is a URL that goes on behind the organisation: end it there/],
  ] as const) {
    assert.match(refusal(at(server, 'organisation: web\n')), why);
    assert.doesNotMatch(refusal(at(server, 'organisation: web\n')), /secret/);
  }
  assert.match(refusal(at('https://chef.example.org', '')), /organisation is missing/);
});

test('certificates that are trusted count from the folder of the file, and need a server', () => {
  const over = (more: string) => read(`${MINE}${more}`).reach;
  assert.equal(over(''), undefined);
  assert.deepEqual(over('ca: tls/ca.pem\n'), { ca: '/targets/tls/ca.pem' });
  assert.deepEqual(over('insecure: true\n'), { insecure: true });
  assert.match(
    refusal('name: ours\ndialect: documented\nin-process: true\nca: ca.pem\n'),
    /mine\.yaml:4 ca is about a server over https: it needs server beside it/,
  );
});

test('a key below {data} is looked for where the server keeps it', () => {
  const target = read(MINE.replace('jane.pem', "'{data}/jane.pem'"));
  assert.equal(target.roles.admin?.key, '{data}/jane.pem');
});

test('what is wrong is told with file, line and remedy', () => {
  assert.match(
    refusal(`${MINE}capabilities: [diagnose]\n`),
    /mine\.yaml:12 capabilities\[0\] is "diagnose": did you mean diagnosis\?/,
  );
  assert.match(
    refusal(MINE.replace('10s', '10')),
    /mine\.yaml:8 timings\.heartbeat-interval is 10: give a duration/,
  );
  assert.match(
    refusal(MINE.replace('QUORUM-004:2', 'quorum')),
    /known-failures\[0\]\.id is "quorum": give an id/,
  );
  assert.match(
    refusal(MINE.replace('2030-01-31', '2030-02-31')),
    /known-failures\[0\]\.expires is "2030-02-31": give a day such as 2030-01-31, in quotes/,
  );
  assert.match(refusal('name: [\n'), /is not valid YAML/);
});

test('a target has one server, an admin, and a dialect that it can be started in', () => {
  assert.match(refusal(`${MINE}in-process: true\n`), /in-process has to stand alone/);
  assert.match(refusal('name: x\ndialect: documented\n'), /server has to stand alone/);
  assert.match(refusal(MINE.replace(/roles:\n.*\n/, '')), /roles\.admin is missing: give user and key/);
  assert.match(refusal('name: x\ndialect: auto\nin-process: true\n'), /dialect is auto: give documented/);
  assert.match(refusal(`${MINE}hooks: { stop: halt }\n`), /hooks needs both stop and start/);
});

test('a target names the quirks that it may have, or its dialect does', () => {
  const accepted = (yaml: string, dialect: 'documented' | 'pushy-server') =>
    resolvedOffline(read(yaml), dialect, 'run').acceptedQuirks;
  assert.deepEqual(accepted(MINE, 'documented'), []);
  assert.deepEqual(accepted(MINE, 'pushy-server'), [...serverQuirks('shipped')]);
  assert.deepEqual(accepted(`${MINE}quirks: none\n`, 'pushy-server'), []);
  assert.deepEqual(accepted(`${MINE}quirks: [no-head]\n`, 'documented'), ['no-head']);
});

test('our own server in the process can be started with quirks', () => {
  const start = 'name: x\ndialect: pushy-server\n';
  assert.deepEqual(read(`${start}in-process: true\n`).server, { kind: 'in-process' });
  assert.deepEqual(read(`${start}in-process: { quirks: [no-head] }\n`).server, {
    kind: 'in-process',
    quirks: ['no-head'],
  });
  assert.match(
    refusal(`${start}in-process: false\n`),
    /in-process is false: give true, or an object with quirks/,
  );
});

test('a quirk that there is not is told with what was probably meant', () => {
  assert.match(
    refusal(`${MINE}quirks: [html-error]\n`),
    /mine\.yaml:12 quirks\[0\] is "html-error": did you mean html-errors\?/,
  );
  assert.match(refusal(`${MINE}quirks: all\n`), /quirks is "all": give shipped, none or a list of quirks/);
  assert.match(
    refusal('name: x\ndialect: documented\nin-process: { quirks: 3 }\n'),
    /in-process\.quirks is 3: give shipped, none or a list of quirks/,
  );
});

test('the target that docs/conform.md shows can be read, and its known failure is a scenario', async () => {
  const [, yaml = ''] =
    /```yaml examples\S*\n(name: [^`]*)```/.exec(
      readFileSync(join(FEATURES_ROOT, 'docs/conform.md'), 'utf8'),
    ) ?? [];
  const { knownFailures } = read(yaml);
  const ids = (await loadFeaturesOf('server')).flatMap(({ examples }) =>
    examples.flatMap(({ tags }) => tags),
  );
  assert.deepEqual(
    knownFailures.map(({ id }) => ids.includes(`@${id}`)),
    [true],
  );
});

test('a target is called as its file, and its dialect found out, where it does not say', () => {
  const { name, dialect } = read(MINE.replace(/^name: .*\n/m, '').replace(/^dialect: .*\n/m, ''));
  assert.deepEqual([name, dialect], ['mine', 'auto']);
  assert.match(
    refusal('in-process: true\n'),
    /mine\.yaml:\d dialect is missing: give documented or pushy-server, which is how the server is started/,
  );
});

test('the schema beside the targets of this project is the one that files are checked with', () => {
  const file = join(FEATURES_ROOT, 'features/targets/target.schema.json');
  const text = `${JSON.stringify(editorSchema(TARGET_SCHEMA), undefined, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(text));
});

test('the targets of this project can be read, and list no known failures', () => {
  const folder = join(FEATURES_ROOT, 'features/targets');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
  assert.ok(files.length > 0);
  for (const file of files) {
    const target = readTarget(readFileSync(file, 'utf8'), file, () => undefined);
    assert.deepEqual(target.knownFailures, [], file);
  }
});
