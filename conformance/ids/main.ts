import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FEATURES_ROOT, featureFiles, loadFeatures } from '../scenarios/load-features.ts';
import { nameFaults } from '../scenarios/name-faults.ts';
import { loadSections } from '../scenarios/sections.ts';
import { tagFaults } from '../scenarios/tag-faults.ts';
import { withIds } from './give-ids.ts';
import { registerFaults, registerWith } from './register.ts';
import { loadRegister, REGISTER, saveRegister } from './register-file.ts';

/** Gives an id to each scenario that has none, and writes all of them down; says what is left to be done by hand. */
// an id that stands in a feature and is not written down yet is given to no other
let register = registerWith(await loadFeatures(), await loadRegister());
for (const uri of await featureFiles()) {
  const file = join(FEATURES_ROOT, uri);
  const before = await readFile(file, 'utf8');
  const given = withIds(uri, before, register);
  register = given.register;
  if (given.text !== before) {
    await writeFile(file, given.text);
    process.stdout.write(`${uri}\n`);
  }
}
const scenarios = await loadFeatures();
register = registerWith(scenarios, register);
await saveRegister(register);
const faults = [
  ...registerFaults(scenarios, register),
  ...tagFaults(scenarios, await loadSections()),
  ...nameFaults(scenarios),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${scenarios.length} scenarios, ${Object.keys(register).length} ids in ${REGISTER}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
