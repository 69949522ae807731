import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { readModel } from '#modules/models/index.ts';
import { FUNDED } from '../../../test/support/a-proposal.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { mayRecordSpending, purseMeant } from './spending.ts';

const own = { purse: 'dana-tjsl', organization: 'pt-1' };
const other = { purse: 'dana-zakat', organization: 'pt-2' };

test.each([
  // purses behind it     named          the actor may spend of   is meant
  [[own, other], undefined, 'pt-2', other],
  [[own, other], undefined, 'pt-3', own],
  [[own, other], 'dana-zakat', 'pt-1', other],
  [[own, other], 'kas', 'pt-1', undefined],
  [[], undefined, 'pt-1', undefined],
])('of %j, %s named, by %s: %j', (purses, named, organization, meant) => {
  expect(purseMeant(purses, named, (purse) => purse.organization === organization)).toEqual(meant);
});

const source = readFileSync('test/models/belanja-sendiri.yaml', 'utf8');
const read = readModel(source.replace('secondFactor: false', 'secondFactor: true'));
if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
const COMPANIES = read.model;
const OFFER = { ...FUNDED, kind: 'proyek', organization: 'pt-1', forum: null };
const OF_COMPANY = { purse: 'dana-mitra', organization: 'pt-1' };
const finance = (institution: string, secondFactor = true) =>
  officer('keuangan', '32.73', { institution, secondFactor });

test.each([
  // who records                                             of whose purse                    refused
  ['its finance officer', finance('pt-1'), OF_COMPANY, OFFER, undefined],
  ['that officer without a second factor', finance('pt-1', false), OF_COMPANY, OFFER, 'access.second-factor'],
  ['the finance officer of another company', finance('pt-2'), OF_COMPANY, OFFER, 'access.office'],
  [
    'its director',
    officer('direktur', '32.73', { institution: 'pt-1', secondFactor: true }),
    OF_COMPANY,
    OFFER,
    'access.office',
  ],
  [
    'a finance officer, of a fund of all',
    finance('pt-1'),
    { ...OF_COMPANY, organization: null },
    OFFER,
    'access.office',
  ],
  [
    'its officer, before the decision',
    finance('pt-1'),
    OF_COMPANY,
    { ...OFFER, bindingSince: null },
    'decision.not-binding',
  ],
] as const)('what a company spent itself is recorded by %s', (_, actor, purse, proposal, refused) => {
  const answer = mayRecordSpending(actor, COMPANIES, purse, proposal, 'required');
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (refused === undefined) expect(answer).toEqual(actor.mandates[0]);
  if (refused === 'access.office') {
    expect(refusalIn(answer)).toMatchObject({
      params: { offices: ['keuangan'] },
      basis: { cite: 'Peraturan Daerah Nomor 13 Tahun 2026' },
    });
  }
});

test('of money that passes through the cash nobody records that it was spent', () => {
  const pagu = { purse: 'pagu', organization: 'rw1' };
  const answer = mayRecordSpending(
    officer('treasurer', FUNDED.place, { institution: 'rw1' }),
    PIPPK.model,
    pagu,
    FUNDED,
    'optional',
  );
  expect(refusalIn(answer)).toMatchObject({
    refusal: 'access.office',
    params: { offices: [] },
    basis: { cite: 'Peraturan Wali Kota Bandung Nomor 436 Tahun 2015' },
  });
});
