import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor, Mandate } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { proposalKind, readModel } from '#modules/models/index.ts';
import { mayBegin, mayUnsay, speaksFor, TALK_SIDES, toldOf } from './talk.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model of TJSL does not read');
const { model } = read;
const { open } = proposalKind(model, 'permohonan');
if (!open) throw new Error('its needs are not open');

const VILLAGE = '32.73.30.1001';
const resident = newId();
const company = { id: newId(), kind: 'perusahaan' };
const about = {
  ...{ model, open, area: '32.73' },
  proposal: { kind: 'permohonan', organization: null, person: resident, party: 'person', village: VILLAGE },
};
const mandate = (office: string, organization: string, kind: string, region = '32.73'): Mandate => ({
  ...{ id: newId(), office, region, organization: { id: organization, kind, name: 'Lembaga' } },
});
const actor = (person: string, ...mandates: Mandate[]): Actor => ({
  ...{ tenant: newId(), person, name: 'Melati', mandates, scopes: 'session' as const, secondFactor: false },
});
const chair = mandate('forum-tjsl/ketua', newId(), 'forum-tjsl');

test.each([
  ['an officer of the taker', actor(newId(), mandate('petugas-tjsl', company.id, 'perusahaan')), 'taker'],
  ['an officer of another taker', actor(newId(), mandate('petugas-tjsl', newId(), 'perusahaan')), undefined],
  ['another office of the taker', actor(newId(), mandate('satpam', company.id, 'perusahaan')), undefined],
  ['the resident', actor(resident), 'bringer'],
  ['another resident', actor(newId()), undefined],
  ['the lurah of the place', actor(newId(), mandate('lurah', newId(), 'kelurahan', VILLAGE)), 'bringer'],
  [
    'the lurah of another',
    actor(newId(), mandate('lurah', newId(), 'kelurahan', '32.73.01.1001')),
    undefined,
  ],
  ['the chair of the Forum', actor(newId(), chair), 'steers'],
  [
    'a member of the Forum without that office',
    actor(newId(), mandate('forum-tjsl/bidang-pendidikan', newId(), 'forum-tjsl')),
    undefined,
  ],
  [
    'who sits on the Forum and works for the taker',
    actor(newId(), chair, mandate('direksi', company.id, 'perusahaan')),
    'taker',
  ],
])('%s speaks for the right side, or not at all', (_, who, side) => {
  expect(speaksFor(who, about, company)?.side).toBe(side);
});

test('the public reads nothing, nor who speaks for an institution that may not meet needs', () => {
  expect(speaksFor({ tenant: newId() }, about, company)).toBeUndefined();
  const rw = { id: newId(), kind: 'rw' };
  expect(speaksFor(actor(newId(), mandate('chair', rw.id, 'rw')), about, rw)).toBeUndefined();
});

test('a taker may ask first; nobody presses one that has shown no interest', () => {
  const begins = (side: (typeof TALK_SIDES)[number], known: boolean) =>
    mayBegin({ side, by: 'resident' }, known)?.refusal;
  expect(TALK_SIDES.map((side) => begins(side, false))).toEqual([
    undefined,
    'talk.not-begun',
    'talk.not-begun',
  ]);
  expect(TALK_SIDES.map((side) => begins(side, true))).toEqual([undefined, undefined, undefined]);
});

test('its author alone takes a message back, once', () => {
  const author = newId();
  expect(mayUnsay(actor(author), { author, withdrawnAt: null })).toBeUndefined();
  expect(mayUnsay(actor(newId()), { author, withdrawnAt: null })?.refusal).toBe('talk.not-yours');
  expect(mayUnsay(actor(author), { author, withdrawnAt: new Date(0) })?.refusal).toBe('talk.unsaid');
});

test.each([
  ['taker', [], ['bringer']],
  ['bringer', ['taker'], ['taker']],
  ['taker', ['steers'], ['bringer', 'steers']],
  ['steers', ['taker'], ['taker', 'bringer']],
] as const)('what the %s says, when %j spoke, is told to %j', (side, spoken, told) => {
  expect(toldOf(side, spoken)).toEqual(told);
});
