import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { disbursementRules, type Model, readModel } from '#modules/models/index.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { areasOfMoney, cashRules, paymentOffices, wantsSecondFactor } from './money-office.ts';

const { model } = PIPPK;
const read = readModel(readFileSync('test/models/belanja-sendiri.yaml', 'utf8'));
if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
const COMPANIES = read.model;

/** PIPPK whose proposals are paid for out of two purses, of which givers spend some themselves. */
function paidFrom(...paid: readonly ('through-cash' | 'by-giver')[]): Model {
  const [purse] = model.purses;
  const [usulan] = model.proposals;
  if (!purse || !usulan) throw new Error('PIPPK pays nothing');
  const names = paid.map((_, i) => `${i}`);
  return {
    ...model,
    purses: paid.map((one, i) => ({ ...purse, purse: `${i}`, paid: one })),
    proposals: [{ ...usulan, purses: names.map((name) => ({ purse: name, perMille: 1000 / names.length })) }],
  };
}

test.each([
  // the money of a proposal                       passes through the cash
  ['through the cash', paidFrom('through-cash'), true],
  ['half of it', paidFrom('by-giver', 'through-cash'), true],
  ['none of it', paidFrom('by-giver'), false],
  ['of a programme that pays nothing', { ...model, funding: undefined }, false],
])('who pays is named by the model: %s', (_, paying, cash) => {
  const rules = cashRules(paying, { kind: 'usulan' });
  if (cash) expect(rules).toEqual(disbursementRules(model));
  else {
    expect(refusalIn(rules)).toMatchObject({
      refusal: 'disbursement.no-cash',
      basis: { cite: 'Peraturan Wali Kota Bandung Nomor 436 Tahun 2015' },
    });
  }
});

test.each([
  // a programme                                   its offices of payments
  ['that pays', model, ['village-treasurer', 'lurah', 'camat']],
  ['whose givers spend themselves', COMPANIES, []],
  ['without money', { ...model, funding: undefined }, []],
])('the offices of payments of a programme %s', (_, of, offices) => {
  expect(paymentOffices(of)).toEqual(offices);
});

test('where a programme has no money nobody looks after any, nor wants a second factor', () => {
  const without = { ...model, funding: undefined };
  expect(areasOfMoney(officer('lurah', VILLAGE), without)).toEqual([]);
  expect(wantsSecondFactor(officer('lurah', VILLAGE), without, 'required')).toBeUndefined();
});
