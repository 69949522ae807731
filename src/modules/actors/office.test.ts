import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { mayBeGiven, mayEnd, mayKeepOffices, type OfficeHeld, othersAfter } from './office.ts';

const VILLAGE = '32.73.30.1004';
const RW = { id: 'rw', kind: 'rw', name: 'RW 07 Pasir Impun', region: `${VILLAGE}.007` };
const KELURAHAN = { id: 'kelurahan', kind: 'kelurahan', name: 'Kelurahan Pasir Impun', region: VILLAGE };
const KECAMATAN = { id: 'kecamatan', kind: 'kecamatan', name: 'Kecamatan Mandalajati', region: '32.73.30' };
const STRANGE = { id: 'bumdes', kind: 'bumdes', name: 'BUMDes', region: VILLAGE };

test.each<[string, Actor, { id: string; kind: string; name: string; region: string }, boolean]>([
  // who keeps                                                     the offices of     may
  ['the lurah', officer('lurah', VILLAGE), RW, true],
  ['the camat', officer('camat', '32.73.30'), RW, true],
  ['the lurah of another kelurahan', officer('lurah', '32.73.30.1001'), RW, false],
  ['another RW chair', officer('chair', `${VILLAGE}.008`), RW, false],
  ['the camat', officer('camat', '32.73.30'), KELURAHAN, true],
  ['the lurah', officer('lurah', VILLAGE), KELURAHAN, false],
  ['the secretariat', officer('setda', '32.73'), KECAMATAN, true],
  ['the camat', officer('camat', '32.73.30'), KECAMATAN, false],
  ['the secretariat', officer('setda', '32.73'), STRANGE, false],
])('%s keeps the offices of %3$s: %4$s', (_, actor, organization, may) => {
  const answer = mayKeepOffices(actor, [PIPPK.model], organization);
  expect(refusalIn(answer)?.refusal).toBe(may ? undefined : 'access.office');
  if (may) expect(answer).toBe(actor.mandates[0]);
});

test('nobody keeps the offices of their own organisation, even where the model names their office', () => {
  const actor = officer('lurah', VILLAGE);
  const own = actor.mandates[0]?.organization.id ?? '';
  expect(refusalIn(mayKeepOffices(actor, [PIPPK.model], { ...RW, id: own }))?.refusal).toBe('access.office');
});

const held = (more: Partial<OfficeHeld> = {}): OfficeHeld => ({
  mandate: 'm1',
  person: 'p1',
  name: 'Ketua',
  phone: null,
  office: 'chair',
  startsOn: '2024-01-01',
  endsOn: '2028-12-31',
  decree: 'SK 1/2024',
  acting: null,
  endedFor: null,
  ...more,
});

test.each([
  // what is given                                                                    refused, at
  [{}, undefined, undefined],
  [{ endsOn: null }, undefined, undefined],
  [{ office: 'lurah' }, 'office.unknown', 'office'],
  [{ endsOn: '2028-12-31' }, 'input.date-order', 'endsOn'],
  [{ endsOn: '2029-01-01' }, undefined, undefined],
  [{ acting: 'plt' as const, endsOn: null }, 'input.required', 'endsOn'],
  [{ acting: 'plh' as const }, undefined, undefined],
  [{ startsOn: '2028-12-31' }, 'office.held', 'name'],
  [{ startsOn: '2023-01-01', endsOn: '2023-12-31' }, undefined, undefined],
  [{ startsOn: '2023-01-01', endsOn: '2024-01-01' }, 'office.held', 'name'],
  [{ startsOn: '2023-01-01', endsOn: null }, 'office.held', 'name'],
  [{ startsOn: '2028-12-31', office: 'secretary' }, undefined, undefined],
])('an office given as %j is refused: %s', (change, refusal, field) => {
  const appointment = {
    office: 'chair',
    startsOn: '2029-01-01',
    endsOn: '2033-12-31',
    acting: null,
    ...change,
  };
  const answer = mayBeGiven([PIPPK.model], RW, appointment, 'p1', [held()]);
  expect([answer?.refusal, answer?.field]).toEqual([refusal, field]);
});

test('somebody else may hold the same office in the same days', () => {
  const appointment = { office: 'chair', startsOn: '2025-01-01', endsOn: null, acting: null };
  expect(mayBeGiven([PIPPK.model], RW, appointment, 'p2', [held()])).toBeUndefined();
  expect(mayBeGiven([PIPPK.model], RW, appointment, undefined, [held({ endsOn: null })])).toBeUndefined();
});

test.each([
  // ends on       refused
  ['2023-12-31', 'office.day'],
  ['2024-01-01', undefined],
  ['2028-12-30', undefined],
  ['2028-12-31', 'office.ended'],
])('an office of 2024 to 2028 that is ended on %s is refused: %s', (lastDay, refusal) => {
  expect(mayEnd(held(), lastDay)?.refusal).toBe(refusal);
});

test('an office without a last day can be ended on any day after it began', () => {
  expect(mayEnd(held({ endsOn: null }), '2040-01-01')).toBeUndefined();
});

test('of the only chair nobody is left; of two, one', () => {
  const ending = held();
  const others = [ending, held({ mandate: 'm2', office: 'secretary' })];
  expect(othersAfter(others, ending, '2026-03-01')).toBe(0);
  const second = held({ mandate: 'm3', person: 'p2', endsOn: null });
  expect(othersAfter([...others, second], ending, '2026-03-01')).toBe(1);
  expect(othersAfter([...others, held({ mandate: 'm4', endsOn: '2026-02-28' })], ending, '2026-03-01')).toBe(
    0,
  );
});
