import { expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { forumFaults } from './forum-references.ts';

const ELDERS = 'quorum: { elements: [{ element: elders, atLeast: 1 }] }';
const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }]
  kinds:
    - { kind: rw, pillar: com, at: neighbourhood, offices: [{ office: chair }, { office: clerk }] }
    - { kind: village, pillar: gov, at: village, offices: [{ office: head }] }
    - { kind: district, pillar: gov, at: district, offices: [{ office: camat }] }
    - { kind: city, pillar: gov, at: regency, offices: [{ office: mayor }] }
  bodies: [{ body: council, seats: [{ seat: chair }, { seat: member }] }, { body: jury, seats: [{ seat: juror }] }]
proposals:
  - { kind: wish, from: [{ party: rw, offices: [chair] }], purses: [{ purse: yearly }], forum: rembuk }
  - { kind: appeal, from: [{ party: rw, offices: [chair] }], forum: sitting }
  - { kind: letter, from: [{ party: rw, offices: [chair] }] }
forums:
  - forum: rembuk
    at: village
    conveners: [head, camat]
    deciders: [head]
    quorum: { elements: [{ element: boards, roll: neighbourhood, share: 500, invited: [{ party: rw, offices: [chair, clerk] }] }, { element: guests, atLeast: 1, invited: [{ party: village, offices: [head] }, { party: council, offices: [council/chair] }] }] }
    outcomes: [{ id: go-on, effect: escalate, to: district }, { id: no-more, effect: reject }, { id: elsewhere, effect: escalate }]
  - { forum: district, at: district, conveners: [camat], deciders: [mayor], ${ELDERS}, outcomes: [{ id: yes-fund, effect: fund }, { id: go-on, effect: escalate, to: sitting }] }
  - { forum: sitting, by: council, conveners: [mayor], deciders: [council/chair], quorum: { seats: { share: 500, present: [chair, member] } }, outcomes: [{ id: yes-do, effect: accept }, { id: yes-fund, effect: fund }] }
`;

test('forums that can be held, that come to an end, and that could grant what comes to them', () => {
  expect(told(forumFaults, MODEL)).toEqual([]);
});

test.each<[string, string, string, string[]]>([
  // what is wrong                               in place of                         stands                          where, and what is said
  [
    'a body that is not there',
    'by: council',
    'by: board',
    ['forums[2].by: "board" is not listed under parties.bodies'],
  ],
  [
    'a seat that its body has not',
    'present: [chair, member]',
    'present: [chair, juror]',
    ['forums[2].quorum.seats.present[1]: "council" has no seat "juror"'],
  ],
  ['a body without named seats', ', present: [chair, member]', '', []],
  [
    'a party invited that is not there',
    '{ party: village, offices',
    '{ party: forms, offices',
    ['forums[0].quorum.elements[1].invited[0].party: "forms" is not listed under parties'],
  ],
  [
    'an office invited that its party has not',
    'offices: [chair, clerk]',
    'offices: [chair, head]',
    ['forums[0].quorum.elements[0].invited[0].offices[1]: "rw" has no office "head"'],
  ],
  [
    'a party that stands elsewhere than the boards',
    '{ party: rw, offices: [chair, clerk] }',
    '{ party: village, offices: [head] }',
    ['forums[0].quorum.elements[0].invited[0].party: "village" does not stand at the places of this roll'],
  ],
  [
    'nobody calls it over the whole district',
    'conveners: [camat]',
    'conveners: [head, chair]',
    ['forums[1].conveners: none of them stands over a whole district'],
  ],
  [
    'nobody decides over the whole city',
    'deciders: [council/chair]',
    'deciders: [camat]',
    ['forums[2].deciders: none of them stands over a whole regency'],
  ],
  // That there is no such office is told elsewhere.
  ['an office that nobody has', 'deciders: [head]', 'deciders: [nobody]', []],
  ['one of two who stands below', 'deciders: [head]', 'deciders: [chair, head]', []],
  [
    'the next forum is narrower',
    'forum: sitting, by: council, conveners: [mayor], deciders: [council/chair], quorum: { seats: { share: 500, present: [chair, member] } }',
    `forum: sitting, at: village, conveners: [mayor], deciders: [head], ${ELDERS}`,
    ['forums[1].outcomes[1].to: "sitting" is held over a village, and a whole district does not lie in one'],
  ],
  [
    'it passes on to itself',
    'to: district',
    'to: rembuk',
    [
      'forums[0].outcomes[0].to: a circle: rembuk → rembuk',
      'forums[1].forum: no proposals come to it: none are brought there, and no forum passes any on to it',
      'proposals[0].forum: neither this forum nor one that it passes on to could grant anything',
    ],
  ],
  [
    'a circle of two',
    'effect: escalate, to: sitting',
    'effect: escalate, to: rembuk',
    [
      'forums[0].outcomes[0].to: a circle: rembuk → district → rembuk',
      'forums[1].outcomes[1].to: a circle: district → rembuk → district',
    ],
  ],
  [
    'a circle of three',
    '{ id: yes-do, effect: accept }',
    '{ id: yes-do, effect: accept }, { id: back, effect: escalate, to: rembuk }',
    [
      'forums[0].outcomes[0].to: a circle: rembuk → district → sitting → rembuk',
      'forums[1].outcomes[1].to: a circle: district → sitting → rembuk → district',
      'forums[2].outcomes[1].to: a circle: sitting → rembuk → district → sitting',
      'proposals[1].forum: "district" on its way funds what it agrees to, and no purse pays',
    ],
  ],
  [
    'one passes on into a circle that it is not in',
    '{ id: yes-do, effect: accept }',
    '{ id: yes-do, effect: accept }, { id: back, effect: escalate, to: district }',
    [
      'forums[1].outcomes[1].to: a circle: district → sitting → district',
      'forums[2].outcomes[1].to: a circle: sitting → district → sitting',
      'proposals[1].forum: "district" on its way funds what it agrees to, and no purse pays',
    ],
  ],
  [
    'nothing comes to one',
    'to: district',
    'to: sitting',
    ['forums[1].forum: no proposals come to it: none are brought there, and no forum passes any on to it'],
  ],
  [
    'one on its way grants nothing, and the next does',
    '{ id: yes-fund, effect: fund }, { id: go-on',
    '{ id: go-on',
    [],
  ],
  [
    'a forum that is not there',
    'forum: rembuk }',
    'forum: nothing }',
    [
      'forums[0].forum: no proposals come to it: none are brought there, and no forum passes any on to it',
      'forums[1].forum: no proposals come to it: none are brought there, and no forum passes any on to it',
    ],
  ],
  [
    'it funds what no purse pays',
    '{ id: yes-do, effect: accept }, ',
    '',
    ['proposals[1].forum: "sitting" funds what it agrees to, and no purse pays'],
  ],
  [
    'it could accept nothing',
    '[{ id: yes-do, effect: accept }, { id: yes-fund, effect: fund }]',
    '[{ id: no-more, effect: reject }]',
    ['proposals[1].forum: neither this forum nor one that it passes on to could accept anything'],
  ],
  [
    'one on its way funds what no purse pays',
    ', purses: [{ purse: yearly }]',
    '',
    ['proposals[0].forum: "district" on its way funds what it agrees to, and no purse pays'],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(forumFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test('none on the way of what wants money could grant any', () => {
  const kept = MODEL.replaceAll('effect: fund', 'effect: reserve');
  expect(told(forumFaults, kept)).toEqual([
    'proposals[0].forum: neither this forum nor one that it passes on to could grant anything',
  ]);
});
