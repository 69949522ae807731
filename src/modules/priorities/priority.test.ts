import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { besidePriorities, mayKeepPriorities, type Priority, priorOf } from './priority.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const TJSL = read.model;

test('the plans of TJSL are laid beside priorities, what PIPPK asks for is not', () => {
  expect(besidePriorities(TJSL)?.kind).toBe('rencana');
  expect(besidePriorities(PIPPK.model)).toBeUndefined();
});

test.each([
  // an officer         of          keeps priorities of     by office, or refused
  ['economy', '32.73', TJSL, 'economy'],
  ['kepala-bappeda', '32.73', TJSL, 'kepala-bappeda'],
  ['forum-tjsl/ketua', '32.73', TJSL, 'access.office'],
  ['economy', '32.73.30', TJSL, 'access.office'],
  ['economy', '32.73', PIPPK.model, 'access.not-found'],
] as const)('%s of %s', (office, place, model, answer) => {
  const may = mayKeepPriorities(officer(office, place), model, '32.73');
  expect('refusal' in may ? may.refusal : may.office).toBe(answer);
  if (answer === 'access.office') {
    expect(may).toMatchObject({
      basis: { cite: 'Peraturan Wali Kota Bandung Nomor 354 Tahun 2014' },
      params: { offices: ['kepala-bappeda', 'economy'], place: '32.73' },
    });
  }
});

const priority = (entry: string, region: string): Priority => ({
  id: `${entry} ${region}`,
  year: 2026,
  entry,
  title: 'Prioritas',
  region,
  source: 'RKPD 2026',
});
const WIDE = priority('pendidikan', '32.73');
const OWN = priority('peran-pendidikan', '32.73');

test.each([
  // priorities of the city                       a line of a plan in                 is in step with, the nearest first
  ['the same entry', [OWN], '32.73.30', [OWN]],
  ['the entry around it', [WIDE], '32.73.30', [WIDE]],
  ['both', [WIDE, OWN], '32.73.30', [OWN, WIDE]],
  ['both, the other way round', [OWN, WIDE], '32.73.30', [OWN, WIDE]],
  ['another entry', [priority('kesehatan', '32.73')], '32.73.30', []],
  [
    'a place within the line’s',
    [priority('pendidikan', '32.73.30')],
    '32.73',
    [priority('pendidikan', '32.73.30')],
  ],
  ['another place', [priority('pendidikan', '32.73.01')], '32.73.30', []],
])('%s', (_, priorities, place, found) => {
  expect(priorOf(TJSL, priorities, { entry: 'peran-pendidikan', place })).toEqual(found);
});
