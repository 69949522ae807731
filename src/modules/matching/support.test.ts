import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { proposalKind, readModel } from '#modules/models/index.ts';
import { maySupport, supportersOf } from './support.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model of TJSL does not read');
const { model } = read;
const REQUEST = proposalKind(model, 'permohonan');
const basis = { cite: 'Perwal 354/2014' };

const held = (office: string, institution: string, kind = 'rw'): Mandate => ({
  ...{ id: office, office, region: '32.73', organization: { id: institution, kind, name: institution } },
});
const who = (person: string, ...mandates: Mandate[]): Actor => ({
  ...{ tenant: 'tenant', person, name: person, mandates, scopes: 'session' as const, secondFactor: false },
});
const OF_MELATI = { organization: null, person: 'melati' };
const OF_RW_1 = { organization: 'rw-1', person: null };

test.each([
  // who                                                                      of whose need     says so for
  ['a resident', who('dedi'), OF_MELATI, ['dedi']],
  ['whoever brings it', who('melati'), OF_MELATI, []],
  ['the chair of an RW', who('ani', held('chair', 'rw-2')), OF_MELATI, ['ani', 'rw-2']],
  ['the chair of the RW that brings it', who('ani', held('chair', 'rw-1')), OF_RW_1, ['ani']],
  ['its secretary too', who('ani', held('secretary', 'rw-1')), OF_RW_1, ['ani']],
  [
    'who holds two offices of one and one of another',
    who('ani', held('chair', 'rw-2'), held('secretary', 'rw-2'), held('chair', 'pkk', 'pkk')),
    OF_RW_1,
    ['ani', 'rw-2', 'pkk'],
  ],
  ['an officer of what could not bring it', who('ani', held('lurah', 'kel', 'kelurahan')), OF_RW_1, ['ani']],
  ['who brings it alone, for the RW they chair', who('melati', held('chair', 'rw-2')), OF_MELATI, ['rw-2']],
  ['a visitor', { tenant: 'tenant' }, OF_MELATI, []],
])('%s', (_, viewer, proposal, supporters) => {
  const found = supportersOf(viewer, model, REQUEST, proposal);
  expect(found.map(({ lead }) => lead.organization ?? lead.person)).toEqual(supporters);
  expect(found.map(({ organization }) => organization?.name ?? null)).toEqual(
    found.map(({ lead }) => lead.organization),
  );
});

const BEFORE = { id: 'support', person: 'dedi', organization: null };
test.each([
  // the need is      for a reason     supported before     one's own      refused with
  ['open', null, undefined, false, undefined],
  ['taken', null, undefined, false, undefined],
  ['open', null, BEFORE, false, 'support.twice'],
  ['open', null, undefined, true, 'support.own'],
  ['closed', null, undefined, false, 'need.closed'],
  ['closed', 'Sudah ada.', undefined, false, 'need.closed'],
] as const)(
  'a need that is %s, for %s, supported before: %j, own: %s',
  (state, closedFor, before, own, refused) => {
    const refusal = maySupport({ state, closedFor }, before, own, basis);
    expect(refusal?.refusal).toBe(refused);
    if (refused === 'need.closed')
      expect(refusal?.params).toEqual(closedFor === null ? {} : { reason: closedFor });
  },
);
