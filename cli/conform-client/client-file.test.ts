import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { clientCandidates } from '../../conformance/client/client-scenarios.ts';
import { SettingsFileError } from '../../files/settings/settings-file-error.ts';
import { readClientFile } from './client-file.ts';

function said(source: string): string {
  try {
    readClientFile(source, 'client.yaml');
  } catch (error) {
    if (error instanceof SettingsFileError) return error.message;
  }
  return 'nothing';
}

test('the client that docs/conform-client.md shows can be read, and its known failure is a scenario', async () => {
  const page = readFileSync(new URL('../../docs/conform-client.md', import.meta.url), 'utf8');
  const [, source = ''] = /```yaml\n(name: our build of[\s\S]*?)```/.exec(page) ?? [];
  const { command, quirks, 'known-failures': known = [] } = readClientFile(source, 'conform-client.md');
  assert.equal(command, './ruby-client.sh');
  assert.ok(quirks?.includes('deadline-every-5s'));
  assert.ok(known.length > 0);
  const candidates = await clientCandidates();
  for (const { id } of known)
    assert.ok(
      candidates.some((each) => each.id === id),
      id,
    );
});

test('what is wrong with a file is said with its line and the remedy', () => {
  assert.match(said('{'), /^client\.yaml:1 is not valid YAML/);
  assert.match(
    said('name: ours\ncommand: 17'),
    /client\.yaml:2 command is 17: give a command line that starts the client\./,
  );
  assert.match(said('name: ours\nquirks: [no-head]'), /client\.yaml:2 quirks/);
  assert.match(
    said('name: ours\nknown-failures: [{ id: CLIENT-001 }]'),
    /reason is missing: give a sentence\./,
  );
});

test('a client is called as its file where it does not say', () => {
  assert.equal(readClientFile('command: ./client\n', 'clients/ours.yaml').name, 'ours');
});
