import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { readGrounds } from './grounds.ts';
import { noteOffices, officeWordsOf } from './office-words.ts';
import { maySteer } from './steering.ts';

const [SPONSOR] = PIPPK.model.roles.filter((one) => one.role === 'sponsor').flatMap((one) => one.offices);
if (SPONSOR === undefined) throw new Error('PIPPK has no sponsor');

test.each([
  // an officer      of           steers the programmes of the city
  [SPONSOR, '32.73', [PIPPK], true],
  [SPONSOR, '32.73.30', [PIPPK], false],
  [SPONSOR, '32.77', [PIPPK], false],
  ['lurah', '32.73', [PIPPK], false],
  [SPONSOR, '32.73', [], false],
] as const)('%s of %s steers %#', (office, place, programs, steers) => {
  const actor = officer(office, place);
  const by = maySteer(actor, programs, '32.73');
  if (steers) expect(by).toEqual(actor.mandates[0]);
  else {
    expect(by).toMatchObject({ refusal: 'access.office', params: { place: '32.73' } });
    expect(refusalIn(by)?.params['offices']).toEqual(
      programs.length === 0 ? [] : expect.arrayContaining([SPONSOR]),
    );
    expect(refusalIn(by)?.basis?.cite).toEqual(
      programs.length === 0 ? undefined : expect.stringMatching(/\w/),
    );
  }
});

test.each([
  // typed reason, basis             refused beside
  ['Kalender bergeser', 'SE 1/2026', []],
  ['', '', ['reason input.required', 'basis input.required']],
  ['a'.repeat(501), 'b'.repeat(201), ['reason input.too-long', 'basis input.too-long']],
])('nothing is done to a programme without reason and document %#', (reason, basis, wrong) => {
  const read = readGrounds({ reason, basis });
  expect((refusalIn(read)?.issues ?? []).map((one) => `${one.field} ${one.refusal}`)).toEqual(wrong);
  if (wrong.length === 0) expect(read).toEqual({ reason, basis });
});

test('a city’s offices are called as the model that was read last calls them', () => {
  const renamed = (id: string) => ({
    ...PIPPK.model,
    parties: {
      ...PIPPK.model.parties,
      kinds: PIPPK.model.parties.kinds.map((kind) => ({
        ...kind,
        offices: kind.offices.map((one) =>
          one.office === 'lurah' ? { ...one, label: { id, en: id } } : one,
        ),
      })),
    },
  });
  expect(officeWordsOf('kota').get('lurah')).toBeUndefined();
  noteOffices('kota', renamed('Lurah'), 'first');
  expect(officeWordsOf('kota').get('lurah')).toEqual({ id: 'Lurah', en: 'Lurah' });
  noteOffices('kota', renamed('Kepala desa'), 'second');
  expect(officeWordsOf('kota').get('lurah')).toEqual({ id: 'Kepala desa', en: 'Kepala desa' });
  // A text that was read before brings no words again, and another city has its own.
  noteOffices('kota', renamed('Lurah'), 'first');
  expect(officeWordsOf('kota').get('lurah')).toEqual({ id: 'Kepala desa', en: 'Kepala desa' });
  expect(officeWordsOf('kabupaten').size).toBe(0);
  noteOffices('kabupaten', renamed('Lurah'), 'first');
  expect(officeWordsOf('kabupaten').get('lurah')).toEqual({ id: 'Lurah', en: 'Lurah' });
});
