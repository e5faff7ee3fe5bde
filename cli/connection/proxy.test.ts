import assert from 'node:assert/strict';
import test from 'node:test';
import { proxyFor } from './proxy.ts';

const PROXY = 'http://proxy.example:3128';

test('the scheme of the server says which variable counts, in either case', () => {
  const [https, http] = ['https://push.example', 'http://push.example:10003'];
  assert.equal(proxyFor(https, { HTTPS_PROXY: PROXY }), PROXY);
  assert.equal(proxyFor(https, { HTTP_PROXY: PROXY }), undefined);
  assert.equal(proxyFor(http, { http_proxy: PROXY, HTTP_PROXY: 'http://other' }), PROXY);
  assert.equal(proxyFor(http, { HTTPS_PROXY: PROXY }), undefined);
  assert.equal(proxyFor(http, { http_proxy: '', HTTP_PROXY: '' }), undefined);
  assert.equal(proxyFor(http, { http_proxy: 'proxy.example:3128' }), PROXY);
});

const EXCEPTED: readonly (readonly [server: string, except: string, isExcepted: boolean])[] = [
  ['http://push.example', '*', true],
  ['http://push.example', 'push.example', true],
  ['http://a.push.example', 'push.example', true],
  ['http://a.push.example', 'x .push.example', true],
  ['http://a.push.example', 'x,*.PUSH.example', true],
  ['http://apush.example', 'push.example', false],
  ['http://push.example', 'example.push', false],
  ['https://push.example', 'push.example:443', true],
  ['http://push.example:10003', 'push.example:10003', true],
  ['http://push.example:10003', 'push.example:80', false],
  ['http://10.1.2.3', '10.0.0.0/8', true],
  ['http://11.1.2.3', '10.0.0.0/8', false],
  ['http://push.example', '10.0.0.0/8', false],
  ['http://10.1.2.3', '10.0.0.0/99', false],
  ['http://[fd00::1]:10003', 'fd00::/8', true],
  ['http://[fd00::1]:10003', '[fd00::1]:10003', true],
  ['http://[fd00::1]:10003', 'fd00::1', true],
  ['http://push.example', '', false],
];

test('NO_PROXY excepts names with all below them, addresses, networks and ports', () => {
  for (const [server, NO_PROXY, isExcepted] of EXCEPTED) {
    const env = { HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY, NO_PROXY };
    assert.equal(proxyFor(server, env), isExcepted ? undefined : PROXY, `${server} ${NO_PROXY}`);
  }
});

test('a server on this machine is asked without a proxy', () => {
  for (const host of ['127.0.0.1:10003', '127.1.2.3', '[::1]', 'localhost:1', 'push.localhost'])
    assert.equal(proxyFor(`http://${host}`, { HTTP_PROXY: PROXY }), undefined, host);
  assert.equal(proxyFor('http://127.example', { HTTP_PROXY: PROXY }), PROXY);
});

test('what is no proxy is named without its value, which may have a password', () => {
  for (const wrong of ['ftp://jane:secret@proxy', 'http://jane:secret@[', 'http://']) {
    assert.throws(() => proxyFor('https://push.example', { HTTPS_PROXY: wrong }), {
      name: 'UsageError',
      message:
        'HTTPS_PROXY in the environment is no address of a proxy; give http://HOST:PORT, or leave servers out with NO_PROXY.',
    });
  }
});

test('a SOCKS proxy is said to be one, without its password', () => {
  for (const socks of ['socks5://jane:secret@proxy:1080', 'SOCKS4://proxy'])
    assert.throws(() => proxyFor('https://push.example', { HTTPS_PROXY: socks }), {
      message:
        'HTTPS_PROXY in the environment names a SOCKS proxy, which is not supported; give one of HTTP as http://HOST:PORT, or leave servers out with NO_PROXY.',
    });
});
