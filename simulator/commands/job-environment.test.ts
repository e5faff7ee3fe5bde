import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf } from '../testing/lone-node.ts';
import { type JobEnvironmentOptions, jobEnvironment } from './job-environment.ts';

const request = {
  node: 'web1',
  order: commitOf({
    env: { FOO: 'bears', PATH: '/mine', CHEF_PUSH_JOB_ID: 'forged', PUSH_HARNESS_STARTED_BY: 'forged' },
  }),
  commandLine: 'true',
};

function environment(changes: Partial<JobEnvironmentOptions> = {}) {
  return jobEnvironment({
    inherited: { PATH: '/bin', LC_ALL: 'C', HOME: '/root', PUSH_HARNESS_KEY: 'secret' },
    request,
    mark: 'fleet/1',
    filePath: undefined,
    user: undefined,
    overwritable: undefined,
    ...changes,
  });
}

test('a command sees the variables of its job, and ours', () => {
  assert.deepEqual(environment(), {
    PATH: '/mine',
    LC_ALL: 'C',
    HOME: '/root',
    FOO: 'bears',
    PUSH_HARNESS_STARTED_BY: 'fleet/1',
    CHEF_PUSH_JOB_ID: 'job-1',
    CHEF_PUSH_NODE_NAME: 'web1',
    CHEF_PUSH_JOB_NODE_NAME: 'web1',
  });
});

test('with a file both names give its path', () => {
  const { CHEF_PUSH_JOB_FILE, PUSHY_JOB_FILE } = environment({ filePath: '/x/pushy_file1' });
  assert.deepEqual([CHEF_PUSH_JOB_FILE, PUSHY_JOB_FILE], ['/x/pushy_file1', '/x/pushy_file1']);
});

test('a variable that may not be overwritten comes with a prefix', () => {
  const { FOO, PATH, CHEF_PUSH_ENV_PATH, CHEF_PUSH_ENV_FOO } = environment({ overwritable: ['FOO'] });
  assert.deepEqual([FOO, CHEF_PUSH_ENV_FOO, PATH, CHEF_PUSH_ENV_PATH], ['bears', undefined, '/bin', '/mine']);
});

test('another user is at home in his own directory', () => {
  const { HOME, USER, LOGNAME } = environment({ user: { name: 'bob', uid: 1, gid: 1, home: '/home/bob' } });
  assert.deepEqual([HOME, USER, LOGNAME], ['/home/bob', 'bob', 'bob']);
});
