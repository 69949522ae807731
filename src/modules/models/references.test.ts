import { describe, expect, test } from 'vitest';
import { rewritten, told } from '../../../test/support/written-sections.ts';
import { unresolvedIn } from './references.ts';

const STEP = '{ step: seen, offices: [head], at: regency, may: [accept] }';
const PARTIES = `
parties:
  pillars: [{ pillar: gov }, { pillar: com }]
  kinds: [{ kind: village, pillar: gov, at: regency, offices: [{ office: head }, { office: clerk }] }, { kind: rw, pillar: com, at: regency, offices: [{ office: chair }] }]
  bodies: [{ body: council, seats: [{ seat: first }, { seat: second }] }, { body: jury, seats: [{ seat: juror }] }]
`;
const WORDS = `
legal: [{ id: perda, cite: Perda 1 }, { id: perwal, cite: Perwal 2 }]
goals: [{ goal: g1, measure: decisions, atLeast: 1 }, { goal: g2, measure: reports-in-time, atLeast: 1, basis: perwal }]
partnership: { purposes: [{ id: p1 }, { id: p2 }], parts: [{ pillar: gov }, { pillar: com }], flows: [{ id: f1, of: ideas, from: [gov], to: [com] }, { id: f2, of: ideas, from: [com], to: [gov] }] }
checklists: [{ checklist: c1, when: under-way, items: [{ item: i1, proof: { measure: women, atLeast: 1 } }, { item: i2, offices: [head] }] }, { checklist: c2, when: under-way, items: [{ item: i1, offices: [head] }] }]
`;
const WORK = `
catalogue: { natures: [{ nature: works }, { nature: people }], entries: [{ id: roads, nature: works }, { id: water, nature: people }] }
proposals:
  - kind: wish
    from: [{ party: rw, offices: [chair] }, { party: village, offices: [head] }]
    fields: [{ key: whom, type: institution, kinds: [rw, village], through: joining }]
    asks: [title, photos]
    costs: total
    purses: [{ purse: yearly, perMille: 600 }, { purse: common, perMille: 400 }]
    checks: [{ check: none-overdue, filing: plan }, { check: photos, atLeast: 1 }]
    forum: rembuk
    route: [{ step: look, offices: [head], at: regency, may: [accept], when: { about: [roads] } }, { step: costs, offices: [head], at: regency, may: [accept], when: { amountAbove: 5 } }]
    followUp: [{ step: told, offices: [head], at: regency, when: { amountAbove: 5 } }, { step: passed, offices: [head], at: regency, after: [outside] }]
  - kind: need
    from: [{ party: rw, offices: [chair] }]
    costs: none
    route: [${STEP}]
    open: { to: [{ party: village, offices: [head], brings: wish }, { party: rw, offices: [chair] }], weights: { behind: 1000 }, targets: [{ about: roads, perMille: 500 }, { about: water, perMille: 500 }] }
  - { kind: joining, entry: none, asks: [], costs: none, from: [{ persons: true }], fields: [{ key: name, type: text }], admits: { party: village, name: name }, route: [${STEP}] }
forums:
  - forum: rembuk
    at: regency
    conveners: [head]
    deciders: [head]
    quorum: { elements: [{ element: elders, atLeast: 1 }, { element: youth, atLeast: 1 }] }
    outcomes: [{ id: yes-fund, effect: fund }, { id: on, effect: escalate, to: sitting }, { id: outside, effect: escalate }]
  - { forum: sitting, by: council, conveners: [head], deciders: [head], quorum: { seats: { share: 500 } }, outcomes: [{ id: yes-fund, effect: fund }] }
purses:
  - { purse: yearly, of: [{ party: rw, amount: 10 }, { party: village, amount: 10 }], sources: [{ source: city }], tranches: [{ tranche: t1, perMille: 400 }, { tranche: t2, perMille: 600, checks: [{ check: filing-accepted, filing: account }] }] }
  - { purse: common, fund: { amount: 0 }, deposits: [{ source: city, from: [rw], record: [head], route: [${STEP}] }] }
funding:
  sources: [{ source: city }, { source: state }]
  holders: [{ office: head }]
  disbursement: { record: [head], route: [${STEP}], papers: [{ paper: spp, at: regency }, { paper: spm, at: regency }], taxes: [{ tax: ppn }, { tax: pph }] }
activities: { executors: [head], carriedOutBy: [rw] }
filings:
  - { kind: plan, about: party, by: { parties: [village, rw], offices: [head, chair] }, fields: [{ key: aim, type: institution, kinds: [rw] }, { key: sum, type: text }], route: [{ step: seen, offices: [head], at: regency, may: [accept] }, { step: more, offices: [head], at: regency, may: [accept], when: { about: [water] } }, { step: last, offices: [head], at: regency, may: [accept] }] }
  - { kind: year, about: programme, by: { offices: [head] }, fields: [{ key: aim, type: text }], figures: { measures: [reports-in-time, women], fields: true }, minutes: { step: seen, of: sitting }, route: [${STEP}] }
  - { kind: account, about: activity, effect: settles, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [${STEP}] }
`;
const REWARDS = `
awards:
  - { award: a1, every: { years: 1, basis: perda }, party: rw, jury: jury, offices: [head], result: { offices: [clerk], basis: perda }, notice: { days: 1 }, scale: 10, marksAtLeast: 1, ratedAtLeast: 1, places: 1, aspects: [{ aspect: s1, jury: true, weight: 500 }, { aspect: s2, jury: true, weight: 500 }] }
sanctions:
  - { sanction: x1, party: rw, filings: [plan], offices: [head], by: [chair], hearing: { days: 1, basis: perda }, steps: [{ step: warning, deciders: [clerk], lasts: { months: 1 } }] }
`;
const MODEL = PARTIES + WORDS + WORK + REWARDS;

test('a model in which every name stands where it is looked for', () => {
  expect(told(unresolvedIn, MODEL)).toEqual([]);
});

describe('nothing is listed twice', () => {
  test.each<[from: string, to: string, path: string, name: string]>([
    // in place of                        stands                             where it is told, and of what
    ['{ id: perwal, cite', '{ id: perda, cite: Perda 3 }, { id: perwal, cite', 'legal[1]', 'perda'],
    ['{ pillar: com }]\n  kinds', '{ pillar: com }, { pillar: gov }]\n  kinds', 'parties.pillars[2]', 'gov'],
    [
      '{ kind: rw, pillar: com',
      '{ kind: village, pillar: gov, at: regency, offices: [{ office: head }] }, { kind: rw, pillar: com',
      'parties.kinds[1]',
      'village',
    ],
    [
      '{ office: head }, { office: clerk }',
      '{ office: head }, { office: clerk }, { office: head }',
      'parties.kinds[0].offices[2]',
      'head',
    ],
    [
      '{ body: jury, seats',
      '{ body: council, seats: [{ seat: first }] }, { body: jury, seats',
      'parties.bodies[1]',
      'council',
    ],
    ['{ seat: second }', '{ seat: first }', 'parties.bodies[0].seats[1]', 'first'],
    ['goal: g2', 'goal: g1', 'goals[1]', 'g1'],
    ['{ id: p2 }', '{ id: p1 }', 'partnership.purposes[1]', 'p1'],
    [
      '[{ pillar: gov }, { pillar: com }], flows',
      '[{ pillar: gov }, { pillar: gov }], flows',
      'partnership.parts[1]',
      'gov',
    ],
    ['id: f2', 'id: f1', 'partnership.flows[1]', 'f1'],
    ['checklist: c2', 'checklist: c1', 'checklists[1]', 'c1'],
    ['{ item: i2, offices', '{ item: i1, offices', 'checklists[0].items[1]', 'i1'],
    ['{ nature: people }]', '{ nature: people }, { nature: works }]', 'catalogue.natures[2]', 'works'],
    [
      '  - kind: need\n',
      '  - { kind: wish, entry: none, costs: none, from: [{ persons: true }], asks: [], route: [' +
        STEP +
        '] }\n  - kind: need\n',
      'proposals[1]',
      'wish',
    ],
    [
      '{ party: village, offices: [head] }]\n    fields',
      '{ party: rw, offices: [chair] }]\n    fields',
      'proposals[0].from[1]',
      'rw',
    ],
    [
      'brings: wish }, { party: rw, offices: [chair] }',
      'brings: wish }, { party: village, offices: [head] }',
      'proposals[1].open.to[1]',
      'village',
    ],
    [
      '{ about: water, perMille: 500 }',
      '{ about: roads, perMille: 500 }',
      'proposals[1].open.targets[1]',
      'roads',
    ],
    [
      '  - { forum: sitting',
      '  - { forum: rembuk, by: council, conveners: [head], deciders: [head], quorum: { seats: { share: 500 } }, outcomes: [{ id: yes-fund, effect: fund }] }\n  - { forum: sitting',
      'forums[1]',
      'rembuk',
    ],
    ['element: youth', 'element: elders', 'forums[0].quorum.elements[1]', 'elders'],
    [
      '{ id: outside, effect: escalate }',
      '{ id: outside, effect: escalate }, { id: on, effect: reject }',
      'forums[0].outcomes[3]',
      'on',
    ],
    [
      '  - { purse: common',
      '  - { purse: yearly, fund: { amount: 10 }, sources: [{ source: city }] }\n  - { purse: common',
      'purses[1]',
      'yearly',
    ],
    [
      '{ party: village, amount: 10 }',
      '{ party: village, amount: 10 }, { party: rw, amount: 10 }',
      'purses[0].of[2]',
      'rw',
    ],
    ['{ tranche: t2', '{ tranche: t1', 'purses[0].tranches[1]', 't1'],
    ['{ source: state }', '{ source: city }', 'funding.sources[1]', 'city'],
    ['{ paper: spm', '{ paper: spp', 'funding.disbursement.papers[1]', 'spp'],
    ['{ tax: pph }', '{ tax: ppn }', 'funding.disbursement.taxes[1]', 'ppn'],
    [
      '  - { kind: year',
      '  - { kind: plan, about: programme, by: { offices: [head] }, fields: [{ key: aim, type: text }], route: [' +
        STEP +
        '] }\n  - { kind: year',
      'filings[1]',
      'plan',
    ],
    [
      '[reports-in-time, women]',
      '[reports-in-time, reports-in-time]',
      'filings[1].figures.measures[1]',
      'reports-in-time',
    ],
    ['{ aspect: s2', '{ aspect: s1', 'awards[0].aspects[1]', 's1'],
  ])('%s → %s', (from, to, path, name) => {
    expect(told(unresolvedIn, rewritten(MODEL, from, to))).toContain(`${path}: "${name}" is listed twice`);
  });

  test('no award and no sanction', () => {
    const [, award = '', sanction = ''] = /awards:\n(.*\n)sanctions:\n(.*\n)/.exec(REWARDS) ?? [];
    expect(told(unresolvedIn, MODEL.replace(award, award + award))).toEqual([
      'awards[1]: "a1" is listed twice',
    ]);
    expect(told(unresolvedIn, MODEL.replace(sanction, sanction + sanction))).toEqual([
      'sanctions[1]: "x1" is listed twice',
    ]);
  });

  test('one purse that pays twice', () => {
    const twice = MODEL.replace('purse: common, perMille: 400', 'purse: yearly, perMille: 400');
    expect(told(unresolvedIn, twice)).toEqual(['proposals[0].purses[1]: "yearly" is listed twice']);
  });
});

describe('what is named stands in its section', () => {
  test.each<[from: string, to: string, said: string]>([
    // in place of                          stands                              it is said
    ['atLeast: 1, basis: perwal', 'atLeast: 1, basis: uu', 'goals[1].basis: "uu" is not listed under legal'],
    [
      'executors: [head]',
      'executors: [head], executorsBasis: uu',
      'activities.executorsBasis: "uu" is not listed under legal',
    ],
    [
      'from: [{ party: rw, offices: [chair] }, { party: village',
      'from: [{ party: forms, offices: [chair] }, { party: village',
      'proposals[0].from[0].party: "forms" is not listed under parties.kinds',
    ],
    [
      '{ party: rw, amount: 10 }',
      '{ party: rw, amount: 10 }, { party: forms, amount: 10 }',
      'purses[0].of[1].party: "forms" is not listed under parties.kinds',
    ],
    [
      'source: city, from: [rw]',
      'source: city, from: [rw, forms]',
      'purses[1].deposits[0].from[1]: "forms" is not listed under parties.kinds',
    ],
    [
      'kinds: [rw, village], through',
      'kinds: [rw, forms], through',
      'proposals[0].fields[0].kinds[1]: "forms" is not listed under parties.kinds',
    ],
    [
      'kinds: [rw] }, { key: sum',
      'kinds: [forms] }, { key: sum',
      'filings[0].fields[0].kinds[0]: "forms" is not listed under parties.kinds',
    ],
    [
      'carriedOutBy: [rw]',
      'carriedOutBy: [council]',
      'activities.carriedOutBy[0]: "council" is not listed under parties.kinds',
    ],
    [
      'parties: [village, rw]',
      'parties: [village, forms]',
      'filings[0].by.parties[1]: "forms" is not listed under parties',
    ],
    [
      'through: joining',
      'through: nothing',
      'proposals[0].fields[0].through: "nothing" is not listed under proposals',
    ],
    [
      'brings: wish',
      'brings: nothing',
      'proposals[1].open.to[0].brings: "nothing" is not listed under proposals',
    ],
    [
      '{ key: aim, type: institution, kinds: [rw] }',
      '{ key: aim, type: institution, kinds: [rw], through: nothing }',
      'filings[0].fields[0].through: "nothing" is not listed under proposals',
    ],
    [
      'purse: common, perMille: 400',
      'purse: nothing, perMille: 400',
      'proposals[0].purses[1].purse: "nothing" is not listed under purses',
    ],
    [
      '{ key: sum, type: text }]',
      '{ key: sum, type: rupiah }], effect: pledges, pledges: { purse: nothing, field: sum }',
      'filings[0].pledges.purse: "nothing" is not listed under purses',
    ],
    [
      'sources: [{ source: city }], tranches',
      'sources: [{ source: nothing }], tranches',
      'purses[0].sources[0].source: "nothing" is not listed under funding.sources',
    ],
    [
      'forum: rembuk\n    route',
      'forum: nothing\n    route',
      'proposals[0].forum: "nothing" is not listed under forums',
    ],
    ['to: sitting', 'to: nothing', 'forums[0].outcomes[1].to: "nothing" is not listed under forums'],
    ['of: sitting', 'of: nothing', 'filings[1].minutes.of: "nothing" is not listed under forums'],
    [
      'about: [roads]',
      'about: [roads, nothing]',
      'proposals[0].route[0].when.about[1]: "nothing" is not listed under catalogue.entries',
    ],
    [
      'about: [water]',
      'about: [nothing]',
      'filings[0].route[1].when.about[0]: "nothing" is not listed under catalogue.entries',
    ],
    [
      'none-overdue, filing: plan',
      'none-overdue, filing: nothing',
      'proposals[0].checks[0].filing: "nothing" is not listed under filings',
    ],
    [
      'filing-accepted, filing: account',
      'filing-accepted, filing: nothing',
      'purses[0].tranches[1].checks[0].filing: "nothing" is not listed under filings',
    ],
  ])('%s → %s', (from, to, said) => {
    expect(told(unresolvedIn, rewritten(MODEL, from, to))).toContain(said);
  });

  test('a body files as a kind of party does', () => {
    expect(
      told(
        unresolvedIn,
        rewritten(MODEL, 'parties: [village, rw], offices: [head, chair]', 'parties: [council]'),
      ),
    ).toEqual([]);
  });

  test('where nothing is listed nothing is found', () => {
    const bare = `${PARTIES}purses: [{ purse: yearly, of: [{ party: rw, amount: 10 }], sources: [{ source: city }] }]\nproposals: [{ kind: wish, from: [{ party: rw, offices: [chair] }], forum: nothing, route: [{ step: seen, offices: [head], at: regency, may: [accept], when: { about: [roads] } }] }]\n`;
    expect(told(unresolvedIn, bare)).toEqual([
      'purses[0].sources[0].source: "city" is not listed under funding.sources',
      'proposals[0].forum: "nothing" is not listed under forums',
      'proposals[0].route[0].when.about[0]: "roads" is not listed under catalogue.entries',
      'proposals: needs the section "catalogue"',
      'purses: needs the section "funding"',
    ]);
  });
});

describe('a section has those that it needs', () => {
  const filing = (more: string) =>
    `${PARTIES}filings: [{ kind: year, about: programme, by: { offices: [head] }, fields: [{ key: aim, type: text }], ${more}route: [${STEP}] }]\n`;
  test.each<[string, string, string[]]>([
    [
      'activities of no proposals',
      `${PARTIES}activities: { executors: [head] }\n`,
      ['activities: needs the section "proposals"'],
    ],
    [
      'a goal of forums',
      `${PARTIES}goals: [{ goal: g1, measure: decisions, atLeast: 1 }]\n`,
      ['goals[0].measure: needs the section "forums"'],
    ],
    [
      'a goal of activities',
      `${PARTIES}goals: [{ goal: g1, measure: women, atLeast: 1 }]\n`,
      ['goals[0].measure: needs the section "activities"'],
    ],
    [
      'figures of money',
      filing('figures: { measures: [reports-in-time, disbursed] }, '),
      ['filings[0].figures.measures[1]: needs the section "purses"'],
    ],
    [
      'figures of fields',
      filing('figures: { measures: [reports-in-time], fields: true }, '),
      ['filings[0].figures.fields: needs the section "catalogue"'],
    ],
    ['figures without fields', filing('figures: { measures: [reports-in-time] }, '), []],
    ['no figures at all', filing(''), []],
    [
      'a proof by forums',
      `${PARTIES}checklists: [{ checklist: c1, when: under-way, items: [{ item: i1, offices: [head] }, { item: i2, proof: { measure: decisions, atLeast: 1 } }] }]\n`,
      ['checklists[0].items[1].proof.measure: needs the section "forums"'],
    ],
    [
      'accounts of no activities',
      `${PARTIES}filings: [{ kind: account, about: activity, due: { after: activity.completed, within: { days: 1 }, basis: perda }, fields: [{ key: aim, type: text }], route: [${STEP}] }]\n`,
      ['filings[0]: needs the section "activities"'],
    ],
  ])('%s', (_, text, faults) => {
    expect(told(unresolvedIn, text)).toEqual(faults);
  });
});

describe('what a kind of proposals asks fits what is done with it', () => {
  const ENTRIES =
    'catalogue: { natures: [{ nature: works }], entries: [{ id: roads, nature: works, entries: [{ id: lanes }] }, { id: water, nature: works }] }\n';
  const one = (more: string) =>
    `${PARTIES}${ENTRIES}proposals:\n  - { kind: wish, costs: none, asks: [], route: [${STEP}], ${more} }\n`;
  const persons = (bringer: string, more: string) => one(`from: [{ persons: true${bringer} }]${more}`);
  const joining = (fields: string, admits: string, more = '') =>
    persons('', `, fields: [${fields}], admits: { party: village, ${admits} }${more}`);
  const NAME = '{ key: name, type: text }';
  const fields = (more: string) =>
    `${NAME}, { key: topics, type: several-of, options: [{ option: roads }, { option: water }]${more} }`;
  const places = (more: string) => `${NAME}, { key: where, type: place, at: district${more} }`;
  const STEPS = 'it is sent in one step: costs as one amount, no contributions, no point on the map';
  const IN = 'only what persons ask for, a route decides on and nothing is paid for lets an institution in';
  const OWN = 'the name has to be a field of its own: a text that is required and not personal';
  const TOPICS = 'has to be a choice of several fields of the catalogue that is not personal';
  const DISTRICT = 'has to be a place of the level district that is not personal';
  const OPENLY =
    'all but the place is public: what people are asked for themselves belongs under fields; nothing is asked with asks: []';

  test.each<[string, string, string[]]>([
    ['persons who are asked the place', persons('', '').replace('asks: []', 'asks: [place]'), []],
    [
      'persons who are asked in public',
      persons(', openly: true', '').replace('asks: []', 'asks: [title, need]'),
      [],
    ],
    [
      'persons who are asked a title',
      persons('', '').replace('asks: []', 'asks: [place, title]'),
      [`proposals[0].asks: ${OPENLY}`],
    ],
    [
      'without an account, costs line by line',
      persons(', openly: true, withoutAccount: true', '').replace('costs: none', 'costs: lines'),
      [`proposals[0].from[0]: ${STEPS}`],
    ],
    [
      'without an account, a point',
      persons(', openly: true, withoutAccount: true', '').replace('asks: []', 'asks: [title, point]'),
      [`proposals[0].from[0]: ${STEPS}`],
    ],
    [
      'for a person, what others give',
      persons(', openly: true, onBehalf: [head]', '').replace('asks: []', 'asks: [contributions, title]'),
      [`proposals[0].from[0]: ${STEPS}`],
    ],
    [
      'without an account, as one amount',
      persons(', openly: true, withoutAccount: true', '')
        .replace('costs: none', 'costs: total')
        .replace('asks: []', 'asks: [title]'),
      [],
    ],
    [
      'with an account, line by line and on the map',
      persons(', openly: true', '')
        .replace('costs: none', 'costs: lines')
        .replace('asks: []', 'asks: [point]'),
      [],
    ],
    [
      'joining without an account',
      joining(NAME, 'name: name').replace('persons: true', 'persons: true, withoutAccount: true'),
      ['proposals[0].from[0]: whoever lets an institution in speaks for it, and has to sign in'],
    ],
    ['joining', joining(NAME, 'name: name'), []],
    [
      'joining that an institution asks for',
      joining(NAME, 'name: name').replace(
        '{ persons: true }',
        '{ persons: true }, { party: rw, offices: [chair] }',
      ),
      [`proposals[0].admits: ${IN}`],
    ],
    ['a name that is not asked', joining(NAME, 'name: title'), [`proposals[0].admits.name: ${OWN}`]],
    [
      'a name that may be left out',
      joining('{ key: name, type: text, required: false }', 'name: name'),
      [`proposals[0].admits.name: ${OWN}`],
    ],
    [
      'a name that is secret',
      joining('{ key: name, type: text, personal: true }', 'name: name'),
      [`proposals[0].admits.name: ${OWN}`],
    ],
    [
      'a name that is a number',
      joining('{ key: name, type: number }', 'name: name'),
      [`proposals[0].admits.name: ${OWN}`],
    ],
    ['interests', joining(fields(''), 'name: name, fields: topics'), []],
    [
      'interests that are not asked',
      joining(fields(''), 'name: name, fields: fields'),
      [`proposals[0].admits.fields: ${TOPICS}`],
    ],
    [
      'interests in one',
      joining(fields('').replace('several-of', 'one-of'), 'name: name, fields: topics'),
      [`proposals[0].admits.fields: ${TOPICS}`],
    ],
    [
      'interests that are secret',
      joining(fields(', personal: true'), 'name: name, fields: topics'),
      [`proposals[0].admits.fields: ${TOPICS}`],
    ],
    [
      'interests in what is no entry',
      joining(fields('').replace('option: water', 'option: markets'), 'name: name, fields: topics'),
      [`proposals[0].admits.fields: ${TOPICS}`],
    ],
    [
      'interests in a part of a field',
      joining(fields('').replace('option: water', 'option: lanes'), 'name: name, fields: topics'),
      [`proposals[0].admits.fields: ${TOPICS}`],
    ],
    ['places', joining(places(''), 'name: name, places: where'), []],
    [
      'places that are not asked',
      joining(places(''), 'name: name, places: there'),
      [`proposals[0].admits.places: ${DISTRICT}`],
    ],
    [
      'places that are villages',
      joining(places('').replace('at: district', 'at: village'), 'name: name, places: where'),
      [`proposals[0].admits.places: ${DISTRICT}`],
    ],
    [
      'places that are secret',
      joining(places(', personal: true'), 'name: name, places: where'),
      [`proposals[0].admits.places: ${DISTRICT}`],
    ],
    [
      'places in words',
      joining(NAME, 'name: name, places: name'),
      [`proposals[0].admits.places: ${DISTRICT}`],
    ],
    [
      'photos checked and asked',
      one('from: [{ party: rw, offices: [chair] }], checks: [{ check: photos, atLeast: 1 }]').replace(
        'asks: []',
        'asks: [photos]',
      ),
      [],
    ],
    [
      'photos checked and not asked',
      one(
        'from: [{ party: rw, offices: [chair] }], checks: [{ check: one-per-party }, { check: photos, atLeast: 1 }]',
      ),
      ['proposals[0].checks[1]: photos are not among what it asks'],
    ],
    [
      'documents checked and asked',
      one('from: [{ party: rw, offices: [chair] }], checks: [{ check: documents, atLeast: 1 }]').replace(
        'asks: []',
        'asks: [documents]',
      ),
      [],
    ],
    [
      'documents checked and not asked',
      one('from: [{ party: rw, offices: [chair] }], checks: [{ check: documents, atLeast: 1 }]'),
      ['proposals[0].checks[0]: documents are not among what it asks'],
    ],
    [
      'a step by costs that are not said',
      one('from: [{ party: rw, offices: [chair] }]').replace(
        'route: [',
        'route: [{ step: much, offices: [head], at: regency, may: [accept], when: { amountAbove: 5 } }, ',
      ),
      ['proposals[0].route[0].when: it does not say what it costs'],
    ],
    [
      'what follows by costs that are not said',
      one(
        'from: [{ party: rw, offices: [chair] }], followUp: [{ step: told, offices: [head], at: regency, when: { amountAbove: 5 } }]',
      ),
      ['proposals[0].followUp[0].when: it does not say what it costs'],
    ],
    [
      'what follows by entries',
      one(
        'from: [{ party: rw, offices: [chair] }], followUp: [{ step: told, offices: [head], at: regency, when: { about: [roads] } }]',
      ),
      [],
    ],
    [
      'what follows under the name of a step',
      one(
        'from: [{ party: rw, offices: [chair] }], followUp: [{ step: told, offices: [head], at: regency }, { step: seen, offices: [head], at: regency }]',
      ),
      ['proposals[0].followUp[1].step: "seen" is a step of its route'],
    ],
    [
      'what follows on an outcome of no forum',
      one(
        'from: [{ party: rw, offices: [chair] }], followUp: [{ step: told, offices: [head], at: regency, after: [outside] }]',
      ),
      ['proposals[0].followUp[0].after[0]: no forum passes anything on outside the programme by "outside"'],
    ],
  ])('%s', (_, text, faults) => {
    expect(told(unresolvedIn, text)).toEqual(faults);
  });

  test.each<[from: string, to: string, said: string]>([
    ['costs: total', 'costs: none', 'proposals[0].costs: the purse "yearly" pays: it has to say how much'],
    [
      '{ party: village, offices: [head] }]\n    fields',
      '{ persons: true, openly: true }]\n    fields',
      'proposals[0].from[1]: persons carry out nothing, and the model has activities',
    ],
    [
      'admits: { party: village, name: name }',
      'admits: { party: village, name: name }, forum: sitting',
      `proposals[2].admits: ${IN}`,
    ],
    [
      'admits: { party: village, name: name }',
      'admits: { party: village, name: name }, purses: [{ purse: common }]',
      `proposals[2].admits: ${IN}`,
    ],
    [
      'after: [outside]',
      'after: [on]',
      'proposals[0].followUp[1].after[0]: no forum passes anything on outside the programme by "on"',
    ],
    [
      'after: [outside]',
      'after: [outside, yes-fund]',
      'proposals[0].followUp[1].after[1]: no forum passes anything on outside the programme by "yes-fund"',
    ],
  ])('%s → %s', (from, to, said) => {
    expect(told(unresolvedIn, rewritten(MODEL, from, to))).toContain(said);
  });
});

describe('every look across sections is asked', () => {
  test.each<[from: string, to: string, said: string]>([
    [
      'executors: [head]',
      'executors: [nobody]',
      'activities.executors[0]: no kind of party has the office "nobody"',
    ],
    [', effect: settles', '', 'filings: one about an activity has to settle its money (effect: settles)'],
    [
      'id: water, nature: people',
      'id: roads, nature: people',
      'catalogue.entries[1]: "roads" is listed twice',
    ],
    [
      'through: joining }]',
      'through: joining }, { key: other, type: proposal, of: [nothing] }]',
      'proposals[0].fields[1].of[0]: "nothing" is not listed under proposals',
    ],
    [
      'offices: [head], at: regency, may: [accept] }] }\n  - { kind: year',
      'offices: [head], at: regency, may: [return] }] }\n  - { kind: year',
      'filings[0].route: nobody accepts at its end, and no forum decides',
    ],
    ['by: council', 'by: nothing', 'forums[1].by: "nothing" is not listed under parties.bodies'],
    [
      '{ item: i2, offices: [head] }',
      '{ item: i2, offices: [low] }',
      'checklists[0].items[1].offices: none of them stands over a whole regency, for which it is',
    ],
    ['jury: jury', 'jury: nothing', 'awards[0].jury: "nothing" is not listed under parties.bodies'],
    [
      'open: { to: [{ party: village, offices: [head]',
      'open: { to: [{ party: village, offices: [chair]',
      'proposals[1].open.to[0].offices[0]: "village" has no office "chair"',
    ],
  ])('%s → %s', (from, to, said) => {
    const low = rewritten(
      MODEL,
      '{ kind: rw, pillar: com',
      '{ kind: low, pillar: com, at: village, offices: [{ office: low }] }, { kind: rw, pillar: com',
    );
    expect(told(unresolvedIn, rewritten(low, from, to))).toContain(said);
  });
});
