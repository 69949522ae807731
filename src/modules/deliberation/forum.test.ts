import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { PIPPK as program } from '../../../test/support/pippk.ts';
import { type ForumMove, type ForumState, mayReadAttendance, offersOn } from './forum.ts';
import type { Quorum } from './quorum.ts';

const VILLAGE = '32.73.30.1004';

function officer(office: string, region: string): Actor {
  return {
    tenant: 'tenant',
    person: 'person',
    name: office,
    mandates: [
      { id: 'mandate', office, organization: { id: 'organization', kind: 'kelurahan', name: '' }, region },
    ],
    scopes: 'session',
    secondFactor: false,
  };
}

const MET: Quorum = { elements: [], met: true };
const SHORT: Quorum = {
  elements: [{ element: 'rw', came: 2, wanted: 3, of: 3, met: false, missing: [] }],
  met: false,
};

test.each<[string, ForumState, Quorum, number, number, Partial<Record<ForumMove | 'revoke', string>>]>([
  // the forum is              state        quorum  decided  undecided   what stands in the way
  ['called', 'scheduled', SHORT, 0, 3, { decide: 'forum.state', revoke: 'forum.state', seal: 'forum.state' }],
  [
    'open without quorum',
    'open',
    SHORT,
    0,
    3,
    { open: 'forum.state', decide: 'forum.no-quorum', seal: 'forum.no-quorum' },
  ],
  ['open with quorum', 'open', MET, 0, 3, { open: 'forum.state', seal: 'forum.undecided' }],
  [
    'half decided',
    'open',
    MET,
    2,
    1,
    { open: 'forum.state', postpone: 'decision.exists', seal: 'forum.undecided' },
  ],
  ['all decided', 'open', MET, 3, 0, { open: 'forum.state', postpone: 'decision.exists' }],
  [
    'all decided, then some left',
    'open',
    SHORT,
    3,
    0,
    { open: 'forum.state', decide: 'forum.no-quorum', postpone: 'decision.exists', seal: 'forum.no-quorum' },
  ],
  [
    'postponed',
    'postponed',
    SHORT,
    0,
    3,
    {
      open: 'forum.state',
      attend: 'forum.state',
      decide: 'forum.state',
      revoke: 'forum.state',
      postpone: 'forum.state',
      seal: 'forum.state',
    },
  ],
  [
    'sealed',
    'sealed',
    MET,
    3,
    0,
    {
      open: 'forum.sealed',
      attend: 'forum.sealed',
      decide: 'forum.sealed',
      revoke: 'forum.sealed',
      postpone: 'forum.sealed',
      seal: 'forum.sealed',
    },
  ],
])('what the lurah may do with a forum that is %s', (_, state, quorum, decided, undecided, refused) => {
  const offers = offersOn(
    officer('lurah', VILLAGE),
    program,
    { state, region: VILLAGE },
    { quorum, decided, undecided },
  );
  const inTheWay = Object.entries(offers).flatMap(([move, refusal]) =>
    refusal ? [[move, refusal.refusal]] : [],
  );
  expect(Object.fromEntries(inTheWay)).toEqual(refused);
});

test('an office that neither calls nor decides is told who does', () => {
  const offers = offersOn(
    officer('chair', VILLAGE),
    program,
    { state: 'open', region: VILLAGE },
    { quorum: MET, decided: 0, undecided: 1 },
  );
  for (const refusal of Object.values(offers)) {
    expect(refusal).toMatchObject({ refusal: 'access.office', params: { offices: ['lurah'] } });
  }
});

test.each([
  // who                        where            reads names
  ['lurah', VILLAGE, true],
  ['village-secretary', VILLAGE, true],
  ['camat', '32.73.30', true],
  ['setda', '32.73', true],
  ['lurah', '32.73.30.1001', false],
  ['chair', VILLAGE, false],
  ['chair', `${VILLAGE}.001`, false],
])('%s of %s may read who came by name: %s', (office, region, may) => {
  expect(mayReadAttendance(officer(office, region), program, { region: VILLAGE })).toBe(may);
  expect(mayReadAttendance({ tenant: 'tenant' }, program, { region: VILLAGE })).toBe(false);
});
