import assert from 'node:assert/strict';
import test from 'node:test';
import { serverAddress } from './server-address.ts';

test('an address is a server, a server with a prefix, or an organisation of it', () => {
  for (const [given, url, org] of [
    ['http://127.0.0.1:10003', 'http://127.0.0.1:10003', undefined],
    ['http://127.0.0.1:10003//', 'http://127.0.0.1:10003', undefined],
    ['https://[::1]:443/', 'https://[::1]', undefined],
    ['https://chef.example.org/organizations/dev', 'https://chef.example.org', 'dev'],
    ['https://chef.example.org/organizations/dev/', 'https://chef.example.org', 'dev'],
    ['https://chef.example.org/organizations', 'https://chef.example.org', undefined],
    ['https://example.org/chef/', 'https://example.org/chef', undefined],
    ['https://example.org/a/b/organizations/d%20v', 'https://example.org/a/b', 'd v'],
  ] as const)
    assert.deepEqual(serverAddress(given), { url, org }, given);
});

test('what is no address of a server says why', () => {
  for (const [given, why] of [
    ['push.example.org', /^no URL such as/],
    ['ftp://push.example.org', /^no URL of http or https$/],
    ['http://admin:secret@push.example.org', /a user or a password/],
    ['http://push.example.org/?org=dev', /a query/],
    ['http://push.example.org/#dev', /a fragment/],
    ['http://push.example.org/organizations/dev/pushy/jobs', /goes on behind the organisation/],
    ['http://push.example.org/organizations/%zz', /cannot be decoded/],
  ] as const)
    assert.match(String(serverAddress(given)), why, given);
});
