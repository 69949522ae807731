import { expect, test } from 'vitest';
import { FORUM } from '../../../test/support/a-forum.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import type { DecidedProposal } from './forum.store.ts';
import { publicMinutes, writeMinutes } from './minutes.ts';

function decided(
  proposal: string,
  effect: DecidedProposal['effect'],
  changed: Partial<DecidedProposal> = {},
): DecidedProposal {
  return {
    id: `decision on ${proposal}`,
    forum: 'forum',
    sitting: 1,
    proposal,
    outcome: `outcome ${effect}`,
    effect,
    passedTo: null,
    amount: null,
    reason: `because ${effect}`,
    decidedAt: new Date('2026-02-11T13:00:00Z'),
    title: `Usulan ${proposal}`,
    requested: 52_500_000n,
    village: VILLAGE,
    place: `${VILLAGE}.001`,
    volume: 22_500n,
    unit: 'm³',
    organization: 'rw1',
    organizationName: 'RW 01',
    ...changed,
  };
}

const GIVEN = {
  forum: FORUM,
  name: 'Musrenbang kelurahan',
  regionName: 'Pasir Impun',
  sealedAt: '2026-02-13T14:00:00.000Z',
  basis: 'Perwal 436/2015',
  sittings: [
    {
      day: {
        number: 1,
        on: '2026-02-11',
        openedAt: new Date('2026-02-11T12:30:00Z'),
        ended: {
          how: 'adjourned' as const,
          at: new Date('2026-02-11T15:00:00Z'),
          reason: 'Sudah larut',
          resumesOn: '2026-02-13',
          seated: null,
        },
      },
      seats: new Map(),
      quorum: {
        answer: 'met' as const,
        elements: [
          { element: 'rw', came: 3, wanted: 3, of: 3, answer: 'met' as const, missing: [] },
          { element: 'elder', came: 1, wanted: 1, of: null, answer: 'met' as const, missing: [] },
        ],
        unentered: [],
        countedOnce: [{ name: 'Bapak Asep', element: 'elder', notFor: 'rw' }],
      },
    },
    {
      day: { number: 2, on: '2026-02-13', openedAt: new Date('2026-02-13T12:30:00Z'), ended: undefined },
      seats: new Map([['mandate', 'elder']]),
      quorum: { answer: 'not-met' as const, elements: [], unentered: [], countedOnce: [] },
    },
  ],
  attendance: [
    {
      id: 'a',
      sitting: 1,
      element: 'rw',
      unit: '001',
      name: 'Ibu Rina',
      person: null,
      proxyOf: null,
      proxyPaper: null,
    },
    {
      id: 'b',
      sitting: 1,
      element: 'elder',
      unit: null,
      name: 'Bapak Asep',
      person: null,
      proxyOf: null,
      proxyPaper: null,
    },
    {
      id: 'c',
      sitting: 2,
      element: 'elder',
      unit: null,
      name: 'Bapak Ujang',
      person: null,
      proxyOf: null,
      proxyPaper: null,
    },
    {
      id: 'd',
      sitting: 2,
      element: 'seats',
      unit: 'mandate',
      name: 'Ibu Sri',
      person: 'sri',
      proxyOf: null,
      proxyPaper: null,
    },
  ],
  decisions: [
    decided('1', 'fund', { amount: 50_000_000n }),
    decided('2', 'reject'),
    decided('3', 'reserve', { place: VILLAGE }),
    decided('4', 'escalate', { passedTo: 'kecamatan' }),
    decided('5', 'fund', { amount: 7_000_000n }),
  ],
  labelOf: (element: string) => (element === 'rw' ? 'Pengurus RW' : element),
  nextOf: ({ passedTo }: DecidedProposal) => passedTo && `Musrenbang ${passedTo}`,
  earlier: new Map([
    [
      '5',
      [{ forum: 'Musyawarah RW', day: '2026-01-20', outcome: 'Diteruskan', reason: 'Di luar kemampuan RW' }],
    ],
  ]),
  places: new Map([[`${VILLAGE}.001`, 'RW 01 Pasir Impun']]),
};

test('the minutes keep who came, what was decided in its annex, and the sum of what was granted', () => {
  const minutes = writeMinutes(GIVEN);
  expect(minutes).toMatchObject({
    form: 4,
    forum: 'forum',
    name: 'Musrenbang kelurahan',
    regionName: 'Pasir Impun',
    calledFor: '2026-02-11',
    startsAt: '2026-02-11T12:30:00.000Z',
    sealedAt: '2026-02-13T14:00:00.000Z',
    place: 'Balai RW 02',
    basis: 'Perwal 436/2015',
    sittings: [
      {
        number: 1,
        day: '2026-02-11',
        openedAt: '2026-02-11T12:30:00.000Z',
        endedAt: '2026-02-11T15:00:00.000Z',
        adjourned: { reason: 'Sudah larut', resumesOn: '2026-02-13' },
        answer: 'met',
        quorum: [
          { element: 'rw', label: 'Pengurus RW', came: 3, wanted: 3, of: 3, answer: 'met' },
          { element: 'elder', label: 'elder', came: 1, wanted: 1, of: null, answer: 'met' },
        ],
        countedOnce: 1,
        attendance: [
          { name: 'Ibu Rina', represents: 'Pengurus RW', unit: '001' },
          { name: 'Bapak Asep', represents: 'elder', unit: null },
        ],
      },
      {
        number: 2,
        day: '2026-02-13',
        endedAt: '2026-02-13T14:00:00.000Z',
        adjourned: null,
        answer: 'not-met',
        attendance: [
          { name: 'Bapak Ujang', represents: 'elder', unit: null },
          { name: 'Ibu Sri', represents: 'elder', unit: null },
        ],
      },
    ],
    agreed: [{ proposal: '1' }, { proposal: '5' }],
    notAgreed: [{ proposal: '2' }],
    reserved: [{ proposal: '3' }],
    passedOn: [{ proposal: '4', passedTo: 'Musrenbang kecamatan', earlier: [] }],
    total: '57000000',
  });
  expect(minutes.agreed).toHaveLength(2);
  expect(minutes).not.toHaveProperty('vote');
  expect(minutes.agreed[0]).toEqual({
    proposal: '1',
    title: 'Usulan 1',
    proposer: 'RW 01',
    place: 'RW 01 Pasir Impun',
    volume: '22.5',
    unit: 'm³',
    requested: '52500000',
    outcome: 'outcome fund',
    amount: '50000000',
    reason: 'because fund',
    sitting: 1,
    passedTo: null,
    earlier: [],
  });
  expect(minutes.agreed[1]?.earlier).toMatchObject([{ forum: 'Musyawarah RW', outcome: 'Diteruskan' }]);
  expect(minutes.reserved[0]).toMatchObject({ place: VILLAGE, amount: null });
});

test('the minutes keep the vote that was held', () => {
  const vote = { sha256: 'a' } as NonNullable<Parameters<typeof writeMinutes>[0]['vote']>;
  expect(writeMinutes({ ...GIVEN, vote }).vote).toBe(vote);
});

test('anyone reads the minutes without the names of who came', () => {
  const open = publicMinutes(writeMinutes(GIVEN));
  expect(open.sittings[0]).not.toHaveProperty('attendance');
  expect(JSON.stringify(open)).not.toContain('Rina');
  expect(open).toMatchObject({ total: '57000000', sittings: [{ quorum: [{ came: 3 }, { came: 1 }] }, {}] });
});
