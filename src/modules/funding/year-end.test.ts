import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { readModel } from '#modules/models/index.ts';
import { type Program, windowsIn } from '#modules/programs/index.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { endingPurses, mayEndYear, yearNotOver } from './year-end.ts';

function running(name: string): Program {
  const read = readModel(readFileSync(`test/models/${name}.yaml`, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
  const { model } = read;
  return { ...PIPPK, model, windows: windowsIn(model, 2026) };
}
const MARKET = running('iuran-pasar');
const COMPANIES = running('belanja-sendiri');
const YEARS = { ...MARKET, model: { ...MARKET.model, lasts: { years: 2, basis: 'adrt' } } };

test.each([
  // the rest of                               said by an office   by itself
  ['a fund that is carried over', MARKET, ['kas-pasar'], []],
  ['what companies spend themselves', COMPANIES, [], ['dana-mitra']],
  ['ceilings of which the model says nothing', PIPPK, [], []],
] as const)('%s', (_, program, office, itself) => {
  expect(endingPurses(program, 'office').map((one) => one.purse)).toEqual(office);
  expect(endingPurses(program, 'itself').map((one) => one.purse)).toEqual(itself);
});

test.each([
  // who                              where           on              refused
  ['ketua-koperasi', '32.73', '2027-01-01', undefined],
  ['ketua-koperasi', '32.73', '2026-12-31', 'program.running'],
  ['ketua-koperasi', '32.73.30', '2027-01-01', 'access.office'],
  ['bendahara-koperasi', '32.73', '2027-01-01', 'access.office'],
] as const)('%s of %s ends the year on %s', (office, region, today, refused) => {
  const [purse] = endingPurses(MARKET, 'office');
  if (!purse) throw new Error('nothing ends');
  const actor = officer(office, region);
  const answer = mayEndYear(actor, MARKET, purse, today);
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
});

test('nobody ends what ends by itself', () => {
  const [purse] = endingPurses(COMPANIES, 'itself');
  if (!purse) throw new Error('nothing ends');
  const answer = mayEndYear(officer('kepala-sekretariat', '32.73'), COMPANIES, purse, '2027-01-01');
  expect(refusalIn(answer)).toMatchObject({ refusal: 'access.office', params: { offices: [] } });
});

test.each([
  // a programme of                  on               over
  ['2026', MARKET, '2025-12-31', undefined],
  ['2026', MARKET, '2026-12-31', undefined],
  ['2026', MARKET, '2027-01-01', '2026'],
  ['2026 and 2027', YEARS, '2027-12-31', undefined],
  ['2026 and 2027', YEARS, '2028-01-01', '2027'],
])('money of %s is granted on %s', (_, program, today, over) => {
  const refusal = yearNotOver(program, today);
  expect(refusal && [refusal.refusal, refusal.params, refusal.basis]).toEqual(
    over && ['purse.year-over', { year: over }, { cite: 'UU 17/2003', rule: 'Pasal 4' }],
  );
});
