import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readYaml } from '#modules/models/index.ts';
import { InstitutionPlan, institutionsAt } from './institution-plan.ts';

const places = [
  { code: '32.73', level: 'regency', name: 'Kota Bandung' },
  { code: '32.73.30', level: 'district', name: 'Mandalajati' },
  { code: '32.73.30.1003', level: 'village', name: 'Pasir Impun' },
  { code: '32.73.30.2001', level: 'village', name: 'Jatimulya' },
  { code: '32.73.30.1003.007', level: 'neighbourhood', name: 'RW 07' },
] as const;

test('every place of a kota has its offices and institutions', () => {
  const read = readYaml(readFileSync('cities/kota.yaml', 'utf8'), InstitutionPlan);
  expect(read.ok && institutionsAt(read.model, 'Kota Bandung', places)).toEqual([
    { kind: 'sekretariat-daerah', region: '32.73', name: 'Sekretariat Daerah Kota Bandung' },
    { kind: 'inspektorat', region: '32.73', name: 'Inspektorat Kota Bandung' },
    { kind: 'kecamatan', region: '32.73.30', name: 'Kecamatan Mandalajati' },
    { kind: 'kelurahan', region: '32.73.30.1003', name: 'Kelurahan Pasir Impun' },
    { kind: 'kelurahan', region: '32.73.30.2001', name: 'Desa Jatimulya' },
    { kind: 'pkk', region: '32.73.30.1003', name: 'PKK Pasir Impun' },
    { kind: 'pkk', region: '32.73.30.2001', name: 'PKK Jatimulya' },
    { kind: 'karang-taruna', region: '32.73.30.1003', name: 'Karang Taruna Pasir Impun' },
    { kind: 'karang-taruna', region: '32.73.30.2001', name: 'Karang Taruna Jatimulya' },
    { kind: 'lpm', region: '32.73.30.1003', name: 'LPM Pasir Impun' },
    { kind: 'lpm', region: '32.73.30.2001', name: 'LPM Jatimulya' },
    { kind: 'rw', region: '32.73.30.1003.007', name: 'RW 07 Pasir Impun' },
  ]);
});

test('an RW whose village is not among the places is named without it', () => {
  const plan: InstitutionPlan = [{ kind: 'rw', level: 'neighbourhood', name: '{place} {village}' }];
  const [, , , , rw] = places;
  expect(institutionsAt(plan, 'Kota Bandung', [rw]).map((one) => one.name)).toEqual(['RW 07 ']);
});

test.each([
  // kind             name         read
  ['rw', ' {place} ', true],
  ['a', '{place}', false],
  ['a'.repeat(40), '{place}', true],
  ['a'.repeat(41), '{place}', false],
  ['RWw', '{place}', false],
  ['rwW', '{place}', false],
  ['rw', '  ', false],
])('a plan of kind %s, called "%s", is read: %s', (kind, name, read) => {
  expect(InstitutionPlan.safeParse([{ kind, level: 'neighbourhood', name }]).success).toBe(read);
});

test('a plan that is wrong is told by path and line', () => {
  const text = '- { kind: rw, level: neighbourhood, name: "{place}" }\n- { kind: RT, level: rt }\n';
  const read = readYaml(text, InstitutionPlan);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.problems.map(({ path, line }) => `${line} ${path}`)).toEqual([
    '2 [1].kind',
    '2 [1].level',
    '2 [1].name',
  ]);
});
