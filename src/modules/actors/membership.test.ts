import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { readModel } from '#modules/models/index.ts';
import {
  mayBringBack,
  mayEndMembership,
  mayEndOn,
  membershipOn,
  mustTakePart,
  type Spell,
} from './membership.ts';

const read = readModel(readFileSync('test/models/mitra-usaha.yaml', 'utf8'));
if (!read.ok) throw new Error('the model of companies does not read');
const { model } = read;

const TODAY = '2026-06-15';
const spell = (
  since: string | null,
  lastDay: string | null = null,
  endedBy: Spell['endedBy'] = null,
): Spell => ({
  since,
  lastDay,
  endedBy,
  endedFor: endedBy && 'Alasan',
});

test.each<[string, string, Spell[], string]>([
  // what is known                       its kind             its spells                                             stands
  ['a company that never joined', 'perusahaan', [], 'outside'],
  ['one that joined today', 'perusahaan', [spell(TODAY)], 'member'],
  ['one that joins tomorrow', 'perusahaan', [spell('2026-06-16')], 'outside'],
  ['one on its last day', 'perusahaan', [spell('2026-01-01', TODAY, 'itself')], 'leaving'],
  ['one the day after', 'perusahaan', [spell('2026-01-01', '2026-06-14', 'office')], 'left'],
  [
    'one that came back',
    'perusahaan',
    [spell('2026-01-01', '2026-02-01', 'itself'), spell('2026-06-01')],
    'member',
  ],
  [
    'one that left twice',
    'perusahaan',
    [spell('2026-01-01', '2026-02-01', 'itself'), spell('2026-03-01', '2026-04-01', 'office')],
    'left',
  ],
  ['an office that stands by what it is', 'sekretariat-mitra', [], 'member'],
  ['one of those that left', 'sekretariat-mitra', [spell(null, '2026-06-14', 'itself')], 'left'],
])('%s', (_, kind, spells, state) => {
  expect(membershipOn(model, kind, spells, TODAY).state).toBe(state);
});

const company = { id: 'c', kind: 'perusahaan', name: 'PT Cahaya', region: '32.73' };
const office = { id: 's', kind: 'sekretariat-mitra', name: 'Sekretariat', region: '32.73' };
const holder = (name: string, organization: typeof company, region = organization.region): Actor => ({
  tenant: 't',
  person: name,
  name,
  mandates: [{ id: name, office: name, organization, region }],
  scopes: 'session',
  secondFactor: false,
});

test.each([
  // who                        of which institution                  by what, or why not
  ['its director', holder('direktur', company), company, { endedBy: 'itself' }],
  ['the secretariat', holder('kepala-sekretariat', office), company, { endedBy: 'office' }],
  [
    'a secretariat elsewhere',
    holder('kepala-sekretariat', office, '32.74'),
    company,
    { refusal: 'access.office' },
  ],
  ['another company', holder('direktur', { ...company, id: 'd' }), company, { refusal: 'access.office' }],
  ['the secretariat of itself', holder('kepala-sekretariat', office), office, { refusal: 'member.stays' }],
])('ended by %s', (_, actor, organization, expected) => {
  expect(mayEndMembership(actor, model, organization)).toMatchObject(expected);
});

test.each([
  // on which day               stands             answer
  ['yesterday', '2026-06-14', [spell('2026-01-01')], 'member.day'],
  ['today', TODAY, [spell('2026-01-01')], undefined],
  ['a year from now', '2027-06-15', [spell('2026-01-01')], undefined],
  ['a day later', '2027-06-16', [spell('2026-01-01')], 'member.day'],
  ['once more', TODAY, [spell('2026-01-01', '2026-07-01', 'itself')], 'member.left'],
  ['without having joined', TODAY, [], 'member.outside'],
] as const)('the last day can be %s', (_, day, spells, refusal) => {
  const membership = membershipOn(model, 'perusahaan', spells, TODAY);
  expect(mayEndOn(model, company, membership, day, TODAY)?.refusal).toBe(refusal);
});

test.each([
  // who                 ended by          last day        answer
  ['direktur', 'itself', '2026-06-20', undefined],
  ['direktur', 'itself', '2026-06-01', 'member.outside'],
  ['direktur', 'office', '2026-06-01', 'access.office'],
  ['kepala-sekretariat', 'office', '2026-06-01', undefined],
  ['kepala-sekretariat', 'itself', '2026-06-20', 'access.office'],
] as const)('%s brings back what was ended by %s on %s', (who, endedBy, lastDay, refusal) => {
  const membership = membershipOn(model, 'perusahaan', [spell('2026-01-01', lastDay, endedBy)], TODAY);
  const actor = holder(who, who === 'direktur' ? company : office);
  const may = mayBringBack(actor, model, company, membership);
  expect('refusal' in may ? may.refusal : undefined).toBe(refusal);
  expect(mustTakePart(model, company, membership)?.refusal).toBe('member.left');
});
