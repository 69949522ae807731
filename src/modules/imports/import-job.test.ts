import { expect, test } from 'vitest';
import { officer } from '../../../test/support/officer.ts';
import { countsTogether, IMPORT_NAMES, isImportName, mayLookAt, maySettle, NO_ROWS } from './import-job.ts';

const KELURAHAN = '32.73.30.1003';
const JOB = { person: 'entered', organization: 'kel', region: KELURAHAN } as const;
const who = (person: string, office = 'lurah', place = KELURAHAN, institution = 'kel') =>
  officer(office, place, { person, institution });

test('what can be taken over has a name, and nothing else', () => {
  expect(IMPORT_NAMES.filter(isImportName)).toEqual(IMPORT_NAMES);
  expect(isImportName('people')).toBe(false);
});

test('rows are counted by what came of them', () => {
  const first = { added: 1, changed: 2, same: 3, refused: 4 };
  expect(countsTogether(first, { added: 10, changed: 20, same: 30, refused: 40 })).toEqual({
    added: 11,
    changed: 22,
    same: 33,
    refused: 44,
  });
  expect(countsTogether(NO_ROWS, first)).toEqual(first);
});

test.each([
  // who           the import is   refused with
  ['entered', 'checked', undefined],
  ['entered', 'running', 'import.state'],
  ['entered', 'done', 'import.state'],
  ['another', 'checked', 'access.not-found'],
] as const)('%s begins or cancels an import that is %s: %s', (person, state, refused) => {
  const refusal = maySettle(who(person), { ...JOB, state });
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'import.state') expect(refusal?.params).toEqual({ state });
});

test.each([
  // who looks                                        sees it
  ['whoever handed it in', who('entered', 'chair', '32.01', 'rw'), true],
  ['an officer of the place', who('a', 'camat', '32.73.30', 'kec'), true],
  ['an officer of the institution', who('b', 'staff', '32.01', 'kel'), true],
  ['an officer of another place', who('c', 'lurah', '32.73.30.1004', 'kel-lain'), false],
  ['a visitor', { tenant: 'tenant' }, false],
])('%s', (_, viewer, sees) => {
  expect(mayLookAt(viewer, JOB)).toBe(sees);
});
