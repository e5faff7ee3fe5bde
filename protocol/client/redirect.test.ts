import assert from 'node:assert/strict';
import test from 'node:test';
import { redirectOf } from './redirect.ts';
import { Reply } from './reply.ts';

const PATH = '/organizations/dev/pushy/jobs';

/** An answer to `GET …/jobs` of the server at `http://push:10003/chef`. */
function answered(location: string | undefined, status = 302) {
  const sent = {
    origin: 'http://push:10003',
    method: 'GET',
    path: `/chef${PATH}`,
    headers: {},
    body: undefined,
  };
  return redirectOf(new Reply(`GET ${PATH}`, status, { location }, Buffer.alloc(0), sent));
}

test('the address of the server is what stands before the path that was asked for', () => {
  const cases: readonly (readonly [location: string, to: string, server: string | undefined])[] = [
    [`https://other.example${PATH}`, `https://other.example${PATH}`, 'https://other.example'],
    [`https://other.example/x${PATH}/`, `https://other.example/x${PATH}/`, 'https://other.example/x'],
    [PATH, `http://push:10003${PATH}`, 'http://push:10003'],
    [`//other${PATH}?a=b`, `http://other${PATH}?a=b`, 'http://other'],
    ['/login', 'http://push:10003/login', undefined],
    // nothing else is to be asked than was
    [`/chef${PATH}/`, `http://push:10003/chef${PATH}/`, undefined],
    [`https://jane:secret@other.example${PATH}`, `https://other.example${PATH}`, 'https://other.example'],
    ['javascript:alert(1)', 'javascript:alert(1)', undefined],
    ['http://[', 'http://[', undefined],
  ];
  for (const [location, to, server] of cases) assert.deepEqual(answered(location), { to, server }, location);
});

test('other answers send nobody anywhere', () => {
  assert.equal(answered(undefined), undefined);
  for (const status of [200, 201, 304, 400])
    assert.equal(answered(`https://other${PATH}`, status), undefined);
  for (const status of [301, 302, 303, 307, 308])
    assert.ok(answered(`https://other${PATH}`, status), String(status));
});
