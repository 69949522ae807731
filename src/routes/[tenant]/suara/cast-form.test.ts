import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import type { BallotForm } from '#modules/deliberation/index.ts';
import { readCast } from './cast-form.ts';

const slip = [1, 2, 3, 4].map((number) => ({ number }));
const approval: BallotForm = { kind: 'approval', points: null, slip };
const points: BallotForm = { kind: 'points', points: 10, slip };
const ranking: BallotForm = { kind: 'ranking', points: null, slip };

function sent(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test.each([
  // ballot     what the phone sends                                      says, or is refused as
  [
    approval,
    [
      ['pilih', '1'],
      ['pilih', '3'],
    ],
    { projects: [1, 3] },
  ],
  [approval, [], 'ballot.blank'],
  [approval, [['kosong', 'ya']], { projects: [] }],
  [
    points,
    [
      ['nilai.1', '7'],
      ['nilai.4', ' 3 '],
      ['nilai.2', '0'],
    ],
    { projects: [1, 4], points: [7, 3] },
  ],
  [points, [['nilai.1', 'tujuh']], 'input.number'],
  [points, [['nilai.1', '7,5']], 'input.number'],
  [
    ranking,
    [
      ['nilai.1', '2'],
      ['nilai.3', '1'],
    ],
    { projects: [3, 1] },
  ],
  [
    ranking,
    [
      ['nilai.1', '1'],
      ['nilai.3', '3'],
    ],
    'ballot.place',
  ],
  [
    ranking,
    [
      ['nilai.1', '1'],
      ['nilai.3', '1'],
    ],
    'ballot.place',
  ],
] as const)('a ballot of %o cast as %j', (ballot, fields, wanted) => {
  const read = readCast(sent(fields), ballot);
  expect(isRefusal(read) ? read.refusal : read).toEqual(wanted);
});
