import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const RULE_FILES = filesUnder('src')
  .filter((path) => /^src\/(kernel|analysis|modules)\/.*\.ts$/.test(path))
  .filter((path) => !/\.(store|service|test|bench)\.ts$|clock\.ts$|worker|kernel\/id\.ts$/.test(path));

test('everybody imports downwards, and modules only through their door', async () => {
  const { output } = await cruise(
    ['src'],
    { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  if (typeof output === 'string') throw new Error(output);
  expect(output.summary.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([]);
  expect(output.summary.totalCruised).toBeGreaterThan(100);
}, 120_000);

test.each(RULE_FILES)('%s asks neither clock nor chance nor the process', (path) => {
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/new Date\(\)|Date\.now\(|Math\.random\(|\bprocess\./);
});

test('no rule of PIPPK stands in TypeScript', () => {
  const model = readFileSync('models/pippk/2015.yaml', 'utf8');
  const offices = ['lurah', 'camat', 'setda', 'village-treasurer'];
  const elements = [...model.matchAll(/element: ([a-z-]+)/g)].map((match) => match[1] ?? '');
  const scopes = [...model.matchAll(/\{ id: ([a-z0-9-]+), kind:/g)].map((match) => match[1] ?? '');
  const words = [...offices, ...elements, ...scopes, 'karang-taruna', 'pkk', '100_000_000', '436'].filter(
    Boolean,
  );
  expect(words.length).toBeGreaterThan(25);
  for (const path of filesUnder('src/modules').filter((one) => !/\.test\.ts$/.test(one))) {
    // Who issues one-time codes is the installation's own rule, not the programme's.
    if (path.endsWith('sign-in-code.ts')) continue;
    const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    for (const word of words) {
      if (word === 'rt' || word === 'rw') continue;
      expect(code.includes(`'${word}'`), `${path} names ${word}`).toBe(false);
    }
  }
});
