// Records what the reference does: fills in `expected` of the project's own cases.
//
//   cp -r tests/conformance/recorder <scratch folder> && cd <scratch folder> && npm install
//   node record.mjs <repository>/tests/conformance/vectors [path prefix]
//
// A case without `expected` is an input; writing one and running this is how a case is added.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { core } from './core.mjs';
import { languageModel, otherModel } from './providers.mjs';

globalThis.AI_SDK_LOG_WARNINGS = false;

const [folder, prefix = ''] = process.argv.slice(2);
const loadPackage = (name) => import(name);

async function* cases(directory) {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* cases(path);
    else if (entry.name.endsWith('.json')) yield path;
  }
}

function record(data) {
  if ('fn' in data) return core(data);
  return typeof data.call === 'object' ? languageModel(data, loadPackage) : otherModel(data, loadPackage);
}

let count = 0;
for await (const file of cases(folder)) {
  if (!relative(folder, file).startsWith(prefix)) continue;
  const { expected: _before, ...data } = JSON.parse(await readFile(file, 'utf8'));
  const expected = JSON.parse(JSON.stringify(await record(data)));
  await writeFile(file, `${JSON.stringify({ ...data, expected }, null, 1)}\n`);
  count += 1;
}
console.log(`${count} cases recorded`);
