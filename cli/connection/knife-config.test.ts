import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readingIn } from '../testing/reading.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { profileSettings } from './credentials.ts';
import { knifeSettings } from './knife-config.ts';

function write(context: TestContext, name: string, text: string): string {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, name), text);
  return folder;
}

async function knife(context: TestContext, text: string) {
  const folder = write(context, 'knife.rb', text);
  const found = await knifeSettings('knife.rb', readingIn(folder), { USER: 'rebecca', KEYS: '/keys' });
  return { ...found, ...(found.key?.startsWith(folder) && { key: found.key.slice(folder.length + 1) }) };
}

test('the knife.rb that a starter kit brings is understood', async (context) => {
  const text = `# See https://docs.chef.io/config_rb/ for more information
current_dir = File.dirname(__FILE__)
log_level                :info
node_name                "rebecca"   # me
client_key               "#{current_dir}/rebecca.pem"
chef_server_url          "https://chef.example.org/organizations/dev"
cookbook_path            ["#{current_dir}/../cookbooks"]
`;
  assert.deepEqual(await knife(context, text), {
    server: 'https://chef.example.org/organizations/dev',
    user: 'rebecca',
    key: 'rebecca.pem',
  });
});

test('texts are put together as Ruby does', async (context) => {
  for (const [ruby, key] of [
    [`'admin.pem'`, 'admin.pem'],
    [`File.join(current_dir, "keys", 'admin.pem')`, 'keys/admin.pem'],
    [`File.join(File.dirname(__FILE__), 'admin.pem')`, 'admin.pem'],
    [`"#{ENV['KEYS']}/admin.pem"`, '/keys/admin.pem'],
    [`File.expand_path('~/.chef/admin.pem')`, join(homedir(), '.chef/admin.pem')],
    [`"#{Dir.home}/admin.pem"`, join(homedir(), 'admin.pem')],
  ] as const)
    assert.equal((await knife(context, `client_key ${ruby}\n`)).key, key, ruby);
  assert.equal((await knife(context, `node_name ENV['USER']\n`)).user, 'rebecca');
});

test('Ruby that would have to be run is named with its line and the remedy', async (context) => {
  for (const ruby of ['`whoami`', 'lookup(:user)', `"#{ENV['NOT_SET']}"`, `ENV['USER'] || 'x'`])
    await assert.rejects(knife(context, `# first\nnode_name ${ruby}\n`), {
      name: 'UsageError',
      message:
        'knife.rb:2 sets node_name by Ruby that cannot be read here: give --server, --user and --key instead.',
    });
});

test('a profile of the credentials is a server, a user and a key', async (context) => {
  const text = `[default]
client_name     = "rebecca"
client_key      = "rebecca.pem"
chef_server_url = "https://chef.example.org/organizations/dev"

[web.prod]
node_name = "admin"
[text]
client_key = """
-----BEGIN RSA PRIVATE KEY-----
x
-----END RSA PRIVATE KEY-----
"""
`;
  const folder = write(context, 'credentials', text);
  const profile = (name: string) => profileSettings(name, readingIn(folder), join(folder, 'credentials'));
  assert.deepEqual(await profile('default'), {
    server: 'https://chef.example.org/organizations/dev',
    user: 'rebecca',
    key: join(folder, 'rebecca.pem'),
  });
  assert.match((await profile('text')).key ?? '', /^-----BEGIN/);
  await assert.rejects(profile('prod'), {
    name: 'UsageError',
    message: /credentials has no profile prod; it has default, web, text\.$/,
  });
});

test('credentials that are no TOML are named, and a key in them is not shown', async (context) => {
  const folder = write(context, 'credentials', 'client_key = "-----BEGIN RSA PRIVATE KEY-----\nsecret\n');
  await assert.rejects(
    profileSettings('default', readingIn(folder), join(folder, 'credentials')),
    (error: Error) =>
      /^Cannot read the credentials .*credentials: /.test(error.message) &&
      !/secret|PRIVATE/.test(error.message),
  );
});
