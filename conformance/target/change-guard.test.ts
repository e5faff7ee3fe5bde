import assert from 'node:assert/strict';
import test from 'node:test';
import type { Method } from '../../protocol/client/request-options.ts';
import { changeGuard } from './change-guard.ts';

const guard = changeGuard('r1');

const ALLOWED: readonly (readonly [Method, string, string?])[] = [
  ['GET', '/organizations/dev/groups/admins'],
  ['POST', '/organizations/dev/pushy/jobs', '{"command":"true"}'],
  ['POST', '/organizations', '{"name":"org-r1-0-1"}'],
  ['POST', '/users', '{}'],
  ['PUT', '/organizations/org-r1-0-1/groups/admins', '{"actors":{}}'],
  ['DELETE', '/organizations/org-r1-0-1-2'],
  ['POST', '/organizations/dev/clients', '{"name":"web1-r1-0-1"}'],
  ['DELETE', '/organizations/dev/clients/web1%2Dr1-0-1'],
  ['POST', '/organizations/dev/users', '{"username":"rebecca-r1-0-1"}'],
  ['DELETE', '/users/rebecca-r1-0-1?x=y'],
  ['POST', '/pushy/_status'],
  ['DELETE', '/organizations/dev/pushy//jobs'],
];

const REFUSED: readonly (readonly [Method, string, string?])[] = [
  ['POST', '/organizations/dev/groups', '{"groupname":"pushy_job_readers"}'],
  ['POST', '/organizations/dev/groups', '{"groupname":"inner-r1"}'],
  ['PUT', '/organizations/dev/groups/admins', '{"actors":{"users":["admin-r1"]}}'],
  ['DELETE', '//organizations//dev/groups/pushy_job_writers'],
  ['POST', '/organizations/dev/clients', '{"name":"web1"}'],
  ['PUT', '/organizations/dev/clients/web1', '{"name":"web1-r1"}'],
  ['DELETE', '/organizations/dev/users/jane'],
  ['DELETE', '/organizations/dev'],
  ['DELETE', '/users/pivotal'],
  ['PUT', '/users/jane?mark=r1', '{}'],
  ['DELETE', '/users/%zz'],
];

test('what has the mark of the run may change, and jobs are started anywhere', () => {
  for (const [method, path, body] of ALLOWED) guard(method, path, body);
});

test('nothing else may, and the scenario is told what it lacks', () => {
  for (const [method, path, body] of REFUSED)
    assert.throws(
      () => guard(method, path, body),
      /^Error: harness: .* needs the tag @needs:organisations$/,
      path,
    );
});

test('a body of bytes is looked into as well', () => {
  guard('POST', '/organizations/dev/clients', Buffer.from('{"name":"web1-r1"}'));
});
