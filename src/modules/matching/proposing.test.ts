import { expect, test } from 'vitest';
import { proposingScenario } from './proposing.ts';

test('a process of its own finds the work where it is said to be', async () => {
  const { file, name, work } = proposingScenario;
  expect(await import(/* @vite-ignore */ `../../${file}`)).toHaveProperty(name, work);
});
