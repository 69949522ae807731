import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { readModel } from '#modules/models/index.ts';
import { type Program, windowsIn } from '#modules/programs/index.ts';
import { depositInYear, depositRules, mayRecordDeposit } from './deposit.ts';
import { mayReviewVoucher } from './voucher.ts';

const CITY = '32.73';
// Whoever holds the money of this programme proves a second factor.
const source = readFileSync('test/models/iuran-pasar.yaml', 'utf8').replace(
  'secondFactor: false',
  'secondFactor: true',
);
const read = readModel(source.replace('office: bendahara-koperasi, role', 'office: ketua-koperasi, role'));
if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
const { model } = read;
const program: Program = {
  id: 'p',
  slug: 'iuran-pasar-2026',
  model,
  asOf: new Date('2026-02-10T03:00:00Z'),
  fiscalYear: 2026,
  region: CITY,
  windows: windowsIn(model, 2026),
  state: 'open',
};
const rules = depositRules(program, 'kas-pasar', 'iuran');
if (isRefusal(rules)) throw new Error(rules.refusal);
const LEVY = rules;

function officer(office: string, person: string, secondFactor = true, organization = 'koperasi'): Actor {
  return {
    tenant: 't',
    person,
    name: person,
    mandates: [
      { id: person, office, organization: { id: organization, kind: organization, name: '' }, region: CITY },
    ],
    scopes: 'session',
    secondFactor,
  };
}

const RECORDED = {
  state: 'recorded',
  recordedBy: 'bendahara',
  along: 'deposit/kas-pasar/iuran',
  route: ['persetujuan'],
  step: 0,
} as const;
const chair = officer('ketua-koperasi', 'ketua');

test.each<[string, Actor, object, string | undefined]>([
  // who approves what the treasurer wrote down        the deposit                    refused
  ['the chair', chair, {}, undefined],
  [
    'the chair without a second factor',
    officer('ketua-koperasi', 'ketua', false),
    {},
    'access.second-factor',
  ],
  ['the treasurer', officer('bendahara-koperasi', 'bendahara'), {}, 'access.office'],
  ['the chair who wrote it down', officer('ketua-koperasi', 'bendahara'), {}, 'access.maker-checker'],
  ['the chair of who paid', officer('ketua-koperasi', 'k', true, 'pedagang'), {}, 'access.maker-checker'],
  ['the chair, approved before', chair, { state: 'approved' }, 'voucher.state'],
])('%s approves a deposit', (_, actor, changed, refused) => {
  const place = { region: CITY, organization: 'pedagang' };
  const standing = { answered: [], escalated: [] };
  const answer = mayReviewVoucher(actor, model, { ...RECORDED, ...changed }, place, standing, 'required');
  expect(refusalIn(answer)?.refusal).toBe(refused);
});

test('who records is named by the model, and a closed programme takes nothing in', () => {
  const treasurer = officer('bendahara-koperasi', 'bendahara', false);
  expect(refusalIn(mayRecordDeposit(treasurer, program, LEVY, 'required'))).toBeUndefined();
  const closed = { ...program, state: 'closed' } as const;
  expect(refusalIn(mayRecordDeposit(treasurer, closed, LEVY, 'required'))?.refusal).toBe('program.closed');
  expect(refusalIn(mayRecordDeposit(chair, program, LEVY, 'required'))?.refusal).toBe('access.office');
});

test('money is paid in of a source that the model names, into the purse that takes it', () => {
  expect(depositRules(program, 'kas-pasar', 'iuran')).toMatchObject({ source: 'iuran' });
  expect(depositRules(program, 'kas-pasar', 'hibah')).toMatchObject({ refusal: 'input.choice' });
});

test.each([
  // paid on        the programme's years   named, where it is outside
  ['2025-12-31', 1, '2026'],
  ['2026-01-01', 1, undefined],
  ['2026-12-31', 1, undefined],
  ['2027-01-01', 1, '2026'],
  ['2027-12-31', 2, undefined],
  ['2028-01-01', 2, '2026–2027'],
])('paid in on %s to a programme of %i years', (paidOn, years, outside) => {
  const lasting = { ...program, model: { ...model, lasts: { years, basis: 'x' } } };
  const refusal = depositInYear(lasting, paidOn);
  if (outside === undefined) expect(refusal).toBeUndefined();
  else {
    expect(refusal).toEqual({
      refusal: 'deposit.outside-year',
      basis: { cite: 'UU 17/2003', rule: 'Pasal 4' },
      params: { year: outside },
    });
  }
});
