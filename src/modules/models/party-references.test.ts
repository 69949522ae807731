import { expect, test } from 'vitest';
import { rewritten, told, writtenSections } from '../../../test/support/written-sections.ts';
import { numberAsked, officesIn, partyFaults } from './party-references.ts';

const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }, { pillar: biz }]
  providers: biz
  residents: com
  kinds:
    - { kind: rw, pillar: com, at: neighbourhood, offices: [{ office: chair }, { office: clerk }], keptBy: [head] }
    - { kind: village, pillar: gov, at: village, offices: [{ office: head }, { office: treasurer }] }
    - { kind: company, pillar: biz, at: regency, offices: [{ office: director }, { office: owner }], leaves: { by: [director, owner], endedBy: [head, mayor] }, register: { matchedBy: nib, keptBy: [mayor], approachedBy: [mayor] } }
    - { kind: city, pillar: gov, at: regency, offices: [{ office: mayor }] }
  bodies: [{ body: council, seats: [{ seat: chair, pillar: gov }, { seat: member, pillar: com }, { seat: guest }], keptBy: [mayor] }]
partnership:
  purposes: [{ id: p1 }]
  parts: [{ pillar: gov }, { pillar: com }]
  flows: [{ id: f1, of: ideas, from: [com], to: [gov, biz] }]
checklists: [{ checklist: ready, when: under-way, items: [{ item: paper, pillar: gov, offices: [mayor] }, { item: all, offices: [mayor] }] }]
roles: [{ role: champion, offices: [mayor] }]
proposals:
  - kind: wish
    from: [{ party: rw, offices: [chair, clerk], fromPaper: [clerk] }, { persons: true, onBehalf: [head] }]
    checks: [{ check: none-overdue, severity: override, by: [mayor] }]
    route: [{ step: seen, offices: [head], at: village, may: [accept], within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } }, waive: { by: [mayor] } }]
    followUp: [{ step: told, offices: [mayor], at: regency, within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } } }]
    open: { to: [{ party: company, offices: [director] }], steers: [mayor], onBehalf: [head], weights: { field: 1000 } }
  - { kind: joining, entry: none, from: [{ persons: true }], fields: [{ key: name, type: text }, { key: nib, type: digits, length: 13 }, { key: tax, type: digits, length: 15 }], admits: { party: company, name: name } }
  - { kind: other, from: [{ persons: true }], fields: [{ key: ktp, type: digits, length: 16 }] }
forums:
  - { forum: rembuk, at: village, conveners: [head], deciders: [head], quorum: { elements: [{ element: elders, atLeast: 1, invited: [{ party: rw, offices: [chair] }] }] }, outcomes: [{ id: yes-fund, effect: fund }], ballots: { officers: [clerk], kinds: [approval], rules: [greedy], tie: slip } }
  - { forum: sitting, by: council, conveners: [mayor], deciders: [council/chair], quorum: { seats: { share: 500 } }, outcomes: [{ id: yes-fund, effect: fund }] }
filings:
  - { kind: plan, about: party, by: { parties: [rw, council], offices: [chair, council/chair] }, due: { every: year, within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } }, basis: perda }, fields: [{ key: aim, type: text }], route: [{ step: read, own: true, offices: [director], at: village, may: [accept] }] }
  - { kind: year, about: programme, by: { offices: [mayor] }, fields: [{ key: aim, type: text }], onDemand: { by: [mayor], within: { days: 1 } }, route: [{ step: read, offices: [mayor], at: village, may: [accept] }] }
  - { kind: all, about: party, by: { parties: [village] }, fields: [{ key: aim, type: text }], route: [{ step: read, offices: [mayor], at: village, may: [accept] }] }
purses:
  - { purse: fund, fund: { amount: 0 }, deposits: [{ source: cash, from: [rw], record: [treasurer], route: [{ step: paid, offices: [treasurer], at: village, may: [accept], within: { days: 1 }, escalate: { to: [head], after: { days: 1 } } }], owed: { amount: 5, due: { every: year, within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } }, basis: perda } } }, { source: cash, from: [village], record: [treasurer], route: [{ step: paid, offices: [treasurer], at: village, may: [accept] }] }], atYearEnd: { does: lapse, by: [mayor] } }
funding: { sources: [{ source: cash }], holders: [{ office: treasurer }] }
activities: { executors: [chair] }
portal: { news: { offices: [mayor] } }
`;

test('parties, bodies, pillars and offices that stand where they are named', () => {
  expect(told(partyFaults, MODEL)).toEqual([]);
});

test.each<[string, string, string, string[]]>([
  // what is wrong                          in place of                           stands                              where, and what is said
  [
    'providers of no pillar',
    'providers: biz',
    'providers: shops',
    ['parties.providers: "shops" is not listed under parties.pillars'],
  ],
  [
    'residents of no pillar',
    'residents: com',
    'residents: folk',
    ['parties.residents: "folk" is not listed under parties.pillars'],
  ],
  [
    'a party of no pillar',
    'kind: village, pillar: gov',
    'kind: village, pillar: state',
    ['parties.kinds[1].pillar: "state" is not listed under parties.pillars'],
  ],
  [
    'a seat of no pillar',
    'seat: member, pillar: com',
    'seat: member, pillar: folk',
    ['parties.bodies[0].seats[1].pillar: "folk" is not listed under parties.pillars'],
  ],
  [
    'a part of no pillar',
    '{ pillar: com }]\n  flows',
    '{ pillar: folk }]\n  flows',
    ['partnership.parts[1].pillar: "folk" is not listed under parties.pillars'],
  ],
  [
    'a flow from no pillar',
    'from: [com]',
    'from: [com, folk]',
    ['partnership.flows[0].from[1]: "folk" is not listed under parties.pillars'],
  ],
  [
    'a flow to no pillar',
    'to: [gov, biz]',
    'to: [gov, shops]',
    ['partnership.flows[0].to[1]: "shops" is not listed under parties.pillars'],
  ],
  [
    'an item of no pillar',
    'item: paper, pillar: gov',
    'item: paper, pillar: state',
    ['checklists[0].items[0].pillar: "state" is not listed under parties.pillars'],
  ],
  [
    'an office of another who brings',
    'offices: [chair, clerk], fromPaper',
    'offices: [chair, head], fromPaper',
    ['proposals[0].from[0].offices[1]: "rw" has no office "head"'],
  ],
  // That there is no such party is told elsewhere.
  [
    'a party that is not there',
    'party: rw, offices: [chair, clerk], fromPaper',
    'party: forms, offices: [chair, clerk], fromPaper',
    [],
  ],
  [
    'a body that is called as a party',
    'body: council, seats',
    'body: city, seats',
    [
      'parties.bodies[0].body: "city" is a kind of party already',
      'forums[1].deciders[0]: no kind of party has the office "council/chair"',
      'filings[0].by.offices[1]: no kind of party has the office "council/chair"',
    ],
  ],
  [
    'leaving by an office of others',
    'by: [director, owner]',
    'by: [director, mayor]',
    ['parties.kinds[2].leaves.by[1]: "company" has no office "mayor"'],
  ],
  [
    'a register by a number that is not asked',
    'matchedBy: nib',
    'matchedBy: npwp',
    ['parties.kinds[2].register.matchedBy: no proposal that lets "company" in asks for "npwp" as figures'],
  ],
  [
    'a register by a name',
    'matchedBy: nib',
    'matchedBy: name',
    ['parties.kinds[2].register.matchedBy: no proposal that lets "company" in asks for "name" as figures'],
  ],
  [
    'a register by what others are asked',
    'matchedBy: nib',
    'matchedBy: ktp',
    ['parties.kinds[2].register.matchedBy: no proposal that lets "company" in asks for "ktp" as figures'],
  ],
  [
    'a party that files without such an office',
    'parties: [rw, council], offices',
    'parties: [rw, village], offices',
    ['filings[0].by.parties[1]: "village" has none of these offices'],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(partyFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test.each<[from: string, to: string, path: string, name?: string]>([
  // in place of      stands       where the office is that nobody has
  [
    'offices: [chair, clerk], fromPaper: [clerk]',
    'offices: [chair, clerk], fromPaper: [boss]',
    'proposals[0].from[0].fromPaper[0]',
  ],
  ['onBehalf: [head] }]\n', 'onBehalf: [boss] }]\n', 'proposals[0].from[1].onBehalf[0]'],
  ['override, by: [mayor]', 'override, by: [mayor, boss]', 'proposals[0].checks[0].by[1]'],
  ['step: seen, offices: [head]', 'step: seen, offices: [boss]', 'proposals[0].route[0].offices[0]'],
  ['waive: { by: [mayor] }', 'waive: { by: [boss] }', 'proposals[0].route[0].waive.by[0]'],
  [
    'step: told, offices: [mayor], at: regency, within: { days: 1 }, escalate: { to: [mayor]',
    'step: told, offices: [mayor], at: regency, within: { days: 1 }, escalate: { to: [mayor, boss]',
    'proposals[0].followUp[0].escalate.to[1]',
  ],
  [
    'may: [accept], within: { days: 1 }, escalate: { to: [mayor], after: { days: 1 } }, waive',
    'may: [accept], within: { days: 1 }, escalate: { to: [boss], after: { days: 1 } }, waive',
    'proposals[0].route[0].escalate.to[0]',
  ],
  ['steers: [mayor]', 'steers: [boss]', 'proposals[0].open.steers[0]'],
  ['champion, offices: [mayor]', 'champion, offices: [boss]', 'roles[0].offices[0]'],
  ['conveners: [head]', 'conveners: [boss]', 'forums[0].conveners[0]'],
  ['deciders: [council/chair]', 'deciders: [council/boss]', 'forums[1].deciders[0]', 'council/boss'],
  ['officers: [clerk]', 'officers: [boss]', 'forums[0].ballots.officers[0]'],
  ['keptBy: [head] }', 'keptBy: [boss] }', 'parties.kinds[0].keptBy[0]'],
  ['endedBy: [head, mayor]', 'endedBy: [head, boss]', 'parties.kinds[2].leaves.endedBy[1]'],
  ['approachedBy: [mayor]', 'approachedBy: [boss]', 'parties.kinds[2].register.approachedBy[0]'],
  ['{ seat: guest }], keptBy: [mayor]', '{ seat: guest }], keptBy: [boss]', 'parties.bodies[0].keptBy[0]'],
  ['onDemand: { by: [mayor]', 'onDemand: { by: [boss]', 'filings[1].onDemand.by[0]'],
  [
    'days: 1 }, escalate: { to: [mayor], after: { days: 1 } }, basis: perda }, fields',
    'days: 1 }, escalate: { to: [boss], after: { days: 1 } }, basis: perda }, fields',
    'filings[0].due.escalate.to[0]',
  ],
  [
    'record: [treasurer], route: [{ step: paid, offices: [treasurer], at: village, may: [accept], within',
    'record: [boss], route: [{ step: paid, offices: [treasurer], at: village, may: [accept], within',
    'purses[0].deposits[0].record[0]',
  ],
  [
    'escalate: { to: [head], after: { days: 1 } } }], owed',
    'escalate: { to: [boss], after: { days: 1 } } }], owed',
    'purses[0].deposits[0].route[0].escalate.to[0]',
  ],
  [
    'escalate: { to: [mayor], after: { days: 1 } }, basis: perda } } }',
    'escalate: { to: [boss], after: { days: 1 } }, basis: perda } } }',
    'purses[0].deposits[0].owed.due.escalate.to[0]',
  ],
  ['holders: [{ office: treasurer }]', 'holders: [{ office: boss }]', 'funding.holders[0].office'],
  ['executors: [chair]', 'executors: [boss]', 'activities.executors[0]'],
  ['news: { offices: [mayor] }', 'news: { offices: [boss] }', 'portal.news.offices[0]'],
])('no party has the office that is named: %s → %s', (from, to, path, name = 'boss') => {
  expect(told(partyFaults, rewritten(MODEL, from, to))).toEqual([
    `${path}: no kind of party has the office "${name}"`,
  ]);
});

test.each([
  // others wait for an office of whoever could leave     in place of                           stands
  ['at a step', 'step: seen, offices: [head]', 'step: seen, offices: [head, owner]', 'owner'],
  ['at a step of what is filed', 'own: true, offices: [director]', 'offices: [director]', 'director'],
  [
    'at a step of money',
    'step: paid, offices: [treasurer], at: village, may: [accept], within',
    'step: paid, offices: [owner], at: village, may: [accept], within',
    'owner',
  ],
  ['to call a forum', 'conveners: [head]', 'conveners: [owner]', 'owner'],
  ['to decide in it', 'deciders: [head]', 'deciders: [director]', 'director'],
])('who is waited for %s cannot leave', (_, from, to, office) => {
  expect(told(partyFaults, rewritten(MODEL, from, to))).toEqual([
    `parties.kinds[2].leaves: others wait for what the office "${office}" answers: it cannot leave`,
  ]);
});

test('the number by which a register is matched, as whoever joins is asked it', () => {
  const model = writtenSections(MODEL);
  expect(numberAsked(model, 'company', 'tax')).toMatchObject({ key: 'tax', length: 15 });
  expect(numberAsked(model, 'company', 'name')).toBeUndefined();
  expect(numberAsked(model, 'rw', 'nib')).toBeUndefined();
});

test('every office and every seat of a body, each once', () => {
  const twice = rewritten(
    MODEL,
    '{ office: head }, { office: treasurer }',
    '{ office: head }, { office: chair }, { office: treasurer }',
  );
  expect(officesIn(writtenSections(twice))).toEqual([
    'chair',
    'clerk',
    'head',
    'treasurer',
    'director',
    'owner',
    'mayor',
    'council/chair',
    'council/member',
    'council/guest',
  ]);
});
