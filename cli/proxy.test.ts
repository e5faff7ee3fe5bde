import assert from 'node:assert/strict';
import test from 'node:test';
import { startForwardProxy } from './testing/forward-proxy.ts';
import { runHereIn } from './testing/run-here.ts';
import { startTlsFront } from './testing/tls-front.ts';

const AS = ['--org', 'dev', '--key', 'k.pem'];
const portOf = (url: string) => Number(new URL(url).port);

test('a server of http is asked by the proxy that HTTP_PROXY names, feeds too', async (context) => {
  const { server, folder } = await startTlsFront(context);
  const { port, asked } = await startForwardProxy(context, { to: portOf(server.url) });
  const env = { HTTP_PROXY: `http://127.0.0.1:${port}` };
  const words = ['job', 'start', 'true', 'ghost', '--json', '--server', 'http://push.test', ...AS];
  const { stdout, stderr } = await runHereIn(folder, words, env);
  assert.match(stdout, /"quorum_failed"/, stderr);
  assert.equal(asked[0], 'POST http://push.test/organizations/dev/pushy/jobs');
  assert.ok(
    asked.some((each) => each.startsWith('GET http://push.test/organizations/dev/pushy/job_status_feed/')),
    asked.join('\n'),
  );
});

test('a server of https is asked by a tunnel through HTTPS_PROXY, which knows user and password', async (context) => {
  const { url, folder } = await startTlsFront(context);
  const { port, asked } = await startForwardProxy(context, { to: portOf(url), wants: 'jane:s@cret' });
  const words = ['job', 'start', 'true', 'ghost', '--json', '--server', 'https://push.test', ...AS];
  const env = { https_proxy: `http://jane:s%40cret@127.0.0.1:${port}` };
  const { stdout, stderr } = await runHereIn(folder, [...words, '--ca', 'ca.pem'], env);
  assert.match(stdout, /"quorum_failed"/, stderr);
  assert.deepEqual([...new Set(asked)], ['CONNECT push.test:443']);
  // the certificate is that of the server, whatever is on the way
  const unknown = await runHereIn(folder, words, env);
  assert.match(
    unknown.stderr,
    /https:\/\/push\.test by the proxy http:\/\/127\.0\.0\.1:\d+ \(its certificate is signed by/,
  );
});

test('a proxy that refuses or is not there is named, and its password is not', async (context) => {
  const { url, server, folder } = await startTlsFront(context);
  const list = ['job', 'list', ...AS, '--server'];
  const ofTls = await startForwardProxy(context, { to: portOf(url), wants: 'jane:right' });
  const ofHttp = await startForwardProxy(context, { to: portOf(server.url), wants: 'jane:right' });
  const env = (port: number) => ({
    HTTP_PROXY: `http://jane:secret@127.0.0.1:${port}`,
    HTTPS_PROXY: `http://jane:secret@127.0.0.1:${port}`,
  });
  const asked = async (address: string, port: number) => {
    const { code, stdout, stderr } = await runHereIn(folder, [...list, address], env(port));
    assert.doesNotMatch(stdout + stderr, /secret/);
    return `${code} ${stderr}`;
  };
  assert.match(
    await asked('https://push.test', ofTls.port),
    /^3 Cannot reach https:\/\/push\.test by the proxy http:\/\/127\.0\.0\.1:\d+ \(the proxy answers 407\): it requires a user and a password/,
  );
  assert.match(
    await asked('http://push.test', ofHttp.port),
    /^3 Cannot reach http:\/\/push\.test by the proxy .* \(the proxy answers 407\): it requires a user and a password/,
  );
  for (const address of ['http://push.test', 'https://push.test'])
    assert.match(
      await asked(address, 1),
      /^3 Cannot reach .* by the proxy http:\/\/127\.0\.0\.1:1 \(connect ECONNREFUSED 127\.0\.0\.1:1\): HTTPS_PROXY and HTTP_PROXY name the proxy/,
    );
  // what is on this machine is asked without one
  assert.match(await asked(server.url, 1), /^0 /);
});
