import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stewardOf } from '#modules/actors/index.ts';
import { withCity } from '../../../test/support/city.ts';
import { openProgram } from './index.ts';

test('a model with a mistake opens no programme, and the refusal names the line', async () => {
  const { pilar, actors } = await withCity();
  const source = readFileSync('models/pippk/2015.yaml', 'utf8').replace('at: village', 'at: dusun');
  const line = source.split('\n').findIndex((text) => text.includes('at: dusun')) + 1;
  const opened = await pilar.change(actors.setda, 'offices:write', (tx, actor) =>
    openProgram(tx, stewardOf(actor), { source, region: '32.73', fiscalYear: 2027 }),
  );
  expect(opened).toMatchObject({ refusal: { refusal: 'model.invalid', params: { line } } });
});

test('what was published under a version never changes: another text under it is refused, the same one is not', async () => {
  const { pilar, actors } = await withCity();
  const source = readFileSync('models/pippk/2015.yaml', 'utf8');
  const open = (text: string, fiscalYear: number) =>
    pilar.change(actors.setda, 'offices:write', (tx, actor) =>
      openProgram(tx, stewardOf(actor), { source: text, region: '32.73', fiscalYear }),
    );
  const first = await open(source, 2030);
  if (!first.ok) throw new Error(first.refusal.refusal);
  expect(await open(source.replace('amount: 100000000', 'amount: 90000000'), 2031)).toMatchObject({
    refusal: { refusal: 'model.published', params: { name: 'pippk', version: '2015' } },
  });
  expect(await open(source, 2032)).toMatchObject({ ok: true });
  expect(await open(source, 2032)).toMatchObject({
    refusal: { refusal: 'program.there', params: { program: 'pippk-2032' } },
  });
});
