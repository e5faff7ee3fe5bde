import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FEATURES_ROOT } from '../scenarios/load-features.ts';
import type { Register } from './register.ts';

/** Where every id is kept that was ever given. */
export const REGISTER = 'features/register.json';

export async function loadRegister(root = FEATURES_ROOT): Promise<Register> {
  return JSON.parse(await readFile(join(root, REGISTER), 'utf8')) as Register;
}

export async function saveRegister(register: Register, root = FEATURES_ROOT): Promise<void> {
  await writeFile(join(root, REGISTER), `${JSON.stringify(register, undefined, 2)}\n`);
}
