import assert from 'node:assert/strict';
import test from 'node:test';
import { FOLDER_PAGES, foldersThatNeedOne, readmeFaults } from './folder-readmes.ts';

test('each top folder with code, and each with more than five sources, has a README of one screen that names what is there', () => {
  // the check looks at something
  assert.ok(foldersThatNeedOne().length > 80);
  assert.ok(FOLDER_PAGES.length > 80);
  assert.deepEqual(readmeFaults(), []);
});
