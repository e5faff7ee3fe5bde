import assert from 'node:assert/strict';
import test from 'node:test';
import { absolutePaths } from './absolute-paths.ts';

test('relative paths of certificates and temporary files start from the folder of the command', () => {
  assert.deepEqual(
    absolutePaths({ NODE_EXTRA_CA_CERTS: 'ca.pem', TMPDIR: '../tmp', HOME: 'x' }, '/srv/mine'),
    {
      NODE_EXTRA_CA_CERTS: '/srv/mine/ca.pem',
      TMPDIR: '/srv/tmp',
    },
  );
});

test('absolute paths, empty ones and what is not set stay', () => {
  assert.deepEqual(
    absolutePaths({ NODE_EXTRA_CA_CERTS: '/ca.pem', TMPDIR: '', TMP: undefined }, '/work'),
    {},
  );
});
