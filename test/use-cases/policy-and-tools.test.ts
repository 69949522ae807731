import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { checklistsNow, stateItem } from '#modules/checklists/index.ts';
import { readModel } from '#modules/models/index.ts';
import { granted } from '../support/city.ts';
import { cityWithTjsl } from '../support/tjsl.ts';

/** Paper 004, §2.3.4: the four kinds of policy towards companies. */
const KINDS = ['mendukung', 'bermitra', 'memudahkan', 'mewajibkan'];

test('a city says which kinds of policy towards companies it uses, with what each rests on; the others are seen', async () => {
  const { pilar, tenant, economy, mayor, program } = await cityWithTjsl();
  const state = (who: Actor, item: string, evidence: string) =>
    stateItem(pilar, who, {
      ...{ program: program.slug, checklist: 'kebijakan', item, holds: 'yes', dueOn: '', evidence },
    });
  const stands = async () => {
    const lists = await pilar.read(tenant, (tx) => checklistsNow(tx, { tenant }, program));
    const [policy] = lists.filter((one) => one.checklist.checklist === 'kebijakan');
    return policy?.items.map((one) => [one.item.item, one.state]);
  };
  expect(await stands()).toEqual(KINDS.map((kind) => [kind, 'unstated']));
  expect(await state(mayor, 'mewajibkan', 'Perda 13/2012.')).toMatchObject({
    refusal: { refusal: 'access.office' },
  });
  expect(await state(economy, 'mewajibkan', ' ')).toMatchObject({
    refusal: { issues: [{ field: 'evidence', refusal: 'input.required' }] },
  });
  granted(await state(economy, 'mewajibkan', 'Perda 13/2012, Pasal 5.'));
  expect(await stands()).toEqual(KINDS.map((kind) => [kind, kind === 'mewajibkan' ? 'yes' : 'unstated']));
});

test.each([
  ['empat-pilar', 'alat', 8],
  ['dua-pilar', 'alat', 8],
  ['empat-pilar', 'kebijakan', 4],
  ['dua-pilar', 'pengawasan', 3],
] as const)('%s has its list of %s, each item stated by an office', (model, checklist, many) => {
  const read = readModel(readFileSync(`models/${model}/2016.yaml`, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found = read.model.checklists.find((one) => one.checklist === checklist);
  expect(found?.items.map((one) => one.offices.length)).toEqual(Array(many).fill(1));
});
