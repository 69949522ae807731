import { expect, test } from 'vitest';
import { rewritten, told, writtenSections } from '../../../test/support/written-sections.ts';
import { moneyFaults, moneyRoutesIn } from './money-references.ts';

const STEP = '{ step: seen, offices: [head], at: regency, may: [accept] }';
const MODEL = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }]
  kinds:
    - { kind: rw, pillar: com, at: neighbourhood, offices: [{ office: chair }] }
    - { kind: company, pillar: com, at: regency, offices: [{ office: head }] }
proposals:
  - { kind: wish, from: [{ party: rw, offices: [chair] }], purses: [{ purse: yearly, perMille: 600 }, { purse: common, perMille: 400 }] }
  - { kind: gift, from: [{ persons: true }, { party: company, offices: [head] }], purses: [{ purse: pledges }] }
purses:
  - { purse: yearly, of: [{ party: rw, amount: 10 }], sources: [{ source: city }] }
  - { purse: common, fund: { amount: 0 }, deposits: [{ source: city, from: [rw], record: [chair], route: [${STEP}] }, { source: city, from: [company], record: [chair], route: [${STEP}] }] }
  - { purse: pledges, of: [{ party: company, pledged: true }, { party: person, amount: 10 }], sources: [{ source: city }], paid: by-giver, spending: { record: [chair], route: [${STEP}] } }
funding:
  sources: [{ source: city }]
  holders: [{ office: head }]
  disbursement: { record: [head], route: [${STEP}] }
activities: { executors: [chair] }
filings:
  - { kind: pledge, about: party, by: { parties: [company] }, fields: [{ key: sum, type: rupiah }], effect: pledges, pledges: { purse: pledges, field: sum }, route: [${STEP}] }
  - { kind: account, about: activity, effect: settles, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [${STEP}] }
`;

test('money that somebody pays, draws upon, pledges and closes', () => {
  expect(told(moneyFaults, MODEL)).toEqual([]);
});

test.each([
  // what is wrong                          in place of                          stands                        where, and what is said
  [
    'nobody pays what goes through the cash',
    `  disbursement: { record: [head], route: [${STEP}] }\n`,
    '',
    ['funding: who records what is paid out of the purses, and who examines it? (disbursement)'],
  ],
  [
    'nothing closes the money',
    'effect: settles, ',
    '',
    ['filings: one about an activity has to settle its money (effect: settles)'],
  ],
  [
    'a fund has no bringers of its own, a purse has',
    'of: [{ party: rw, amount: 10 }]',
    'of: [{ party: company, amount: 10 }]',
    ['proposals[0].from[0].party: "rw" has nothing in the purse "yearly"'],
  ],
  [
    'one of two who bring has nothing in it',
    ', { party: person, amount: 10 }]',
    ']',
    ['proposals[1].from[0].party: "person" has nothing in the purse "pledges"'],
  ],
  [
    'a pledge for a purse that holds an amount',
    'pledges: { purse: pledges',
    'pledges: { purse: yearly',
    [
      'filings[0].pledges.purse: "yearly" holds no pledges of all who file this',
      'purses[2].of[0].pledged: no filing of "company" pledges for it',
    ],
  ],
  [
    'one of two who pledge has nothing there',
    'by: { parties: [company] }',
    'by: { parties: [company, rw] }',
    ['filings[0].pledges.purse: "pledges" holds no pledges of all who file this'],
  ],
  [
    'one who pledges has an amount there',
    'by: { parties: [company] }',
    'by: { parties: [company, person] }',
    ['filings[0].pledges.purse: "pledges" holds no pledges of all who file this'],
  ],
  [
    'a purse that nobody pledges for',
    'effect: pledges, pledges: { purse: pledges, field: sum }, ',
    '',
    ['purses[2].of[0].pledged: no filing of "company" pledges for it'],
  ],
])('%s', (_, from, to, faults) => {
  expect(told(moneyFaults, rewritten(MODEL, from, to))).toEqual(faults);
});

test('money closed twice', () => {
  const twice = `${MODEL}  - { kind: second, about: activity, effect: settles, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [${STEP}] }\n`;
  expect(told(moneyFaults, twice)).toEqual([
    'filings[2].effect: "account" settles the money of an activity already',
  ]);
});

test('without purses nothing is settled, and without activities neither; without funding nobody pays', () => {
  const without = (part: RegExp) => MODEL.replace('effect: settles, ', '').replace(part, '');
  expect(told(moneyFaults, without(/activities: .*\n/))).toEqual([]);
  const bare = without(/purses:\n( {2}- .*\n)+/)
    .replace(/funding:\n( {2}.*\n)+/, '')
    .replace(/effect: pledges, pledges: \{[^}]*\}, /, '');
  expect(told(moneyFaults, bare)).toEqual([]);
  expect(told(moneyFaults, MODEL.replace(/funding:\n( {2}.*\n)+/, ''))).toEqual([]);
});

test('payments where givers spend all of it', () => {
  const given = MODEL.replace(/ {2}- \{ purse: (yearly|common).*\n/g, '').replace(
    / {2}- \{ kind: wish.*\n/,
    '',
  );
  expect(told(moneyFaults, given)).toEqual([
    "funding.disbursement: no purse is paid through the city's cash",
  ]);
});

test('all routes of what is recorded of money, with where they stand', () => {
  expect(
    moneyRoutesIn(writtenSections(MODEL)).map(({ route, path }) => [path.join('.'), route.length]),
  ).toEqual([
    ['funding.disbursement.route', 1],
    ['purses.1.deposits.0.route', 1],
    ['purses.1.deposits.1.route', 1],
    ['purses.2.spending.route', 1],
  ]);
});
