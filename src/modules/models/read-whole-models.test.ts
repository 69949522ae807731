import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  bringersIn,
  entriesIn,
  entriesWithin,
  entryPath,
  fieldsIn,
  readModel,
  settlingFiling,
} from './index.ts';

const PIPPK = readFileSync('models/pippk/2015.yaml', 'utf8');

test.each(
  readdirSync('models', { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?!instruments)[^.]+\.yaml$/.test(name))
    .map((name) => join('models', name)),
)('%s is a model that can be used', (path) => {
  expect(readModel(readFileSync(path, 'utf8'))).toMatchObject({ ok: true });
});

test('another city runs PIPPK as its own policy: the same offers and rules, and no regulation of Bandung behind them', () => {
  const bandung = readModel(PIPPK);
  const own = readModel(readFileSync('models/pippk-kota/2026.yaml', 'utf8'));
  if (!bandung.ok || !own.ok) throw new Error('a model does not read');
  expect(own.model.legal.map((law) => law.id)).toEqual(['kebijakan-kota', 'bawaan-pilar']);
  expect(own.model.legal.every((law) => law.uncertain && !/Perwal|Perda|Peraturan/.test(law.cite))).toBe(
    true,
  );
  const kinds = (model: typeof own.model) => model.parties.kinds.map((one) => [one.kind, one.keptBy]);
  // And beside those the agencies that answer what its forums above pass on.
  expect(kinds(own.model)).toEqual([
    ...kinds(bandung.model),
    ['dinas-pu', ['setda']],
    ['bappeda', ['setda']],
  ]);
});

test('PIPPK says what the source says: four proposers of Rp100 million each, not in cash, and eighteen scopes', () => {
  const read = readModel(PIPPK);
  if (!read.ok) throw new Error('PIPPK does not read');
  const [purse] = read.model.purses;
  expect(purse?.of?.map((one) => [one.party, one.amount])).toEqual(
    ['rw', 'pkk', 'karang-taruna', 'lpm'].map((party) => [party, 100_000_000n]),
  );
  expect(purse?.inCash).toBe(false);
  const perKind = Object.fromEntries(
    bringersIn(read.model).map(({ party }) => [
      party,
      entriesIn(read.model).filter((one) => one.parties?.includes(party)).length,
    ]),
  );
  expect(perKind).toEqual({ rw: 5, pkk: 5, 'karang-taruna': 5, lpm: 3 });
  expect(settlingFiling(read.model)?.route.map((step) => step.step)).toEqual(['lurah', 'camat', 'setda']);
});

test.each([
  // what is wrong                 in place of                       stands                          path                                    says
  [
    'an unlisted basis',
    'to: "03-31", basis: kebijakan-kota',
    'to: "03-31", basis: perwal-999',
    'proposals[0].window.basis',
    'not listed',
  ],
  [
    'an unknown key',
    'forum: kelurahan\n    basis',
    'forum: kelurahan\n    colour: red\n    basis',
    'proposals[0].colour',
    'nobody knows this key here',
  ],
  ['a negative ceiling', 'amount: 100000000', 'amount: -1', 'purses[0].of[0].amount', '>=0'],
  ['a fractional ceiling', 'amount: 100000000', 'amount: 1.5', 'purses[0].of[0].amount', 'a whole number'],
  ['a share above all', 'share: 1000', 'share: 1001', 'forums[0].quorum.elements[0].share', '<=1000'],
  [
    'an entry for nobody who proposes',
    'parties: [lpm], nature',
    'parties: [kelurahan], nature',
    'catalogue.entries[15].parties[0]',
    'brings no proposals',
  ],
  [
    'a nature that is not listed',
    'nature: infrastructure, basis',
    'nature: fishery, basis',
    'catalogue.entries[0].nature',
    'not listed under catalogue.natures',
  ],
  [
    'a verifier whom no party has',
    'offices: [lurah, village-secretary]\n        at',
    'offices: [lurah, village-chief]\n        at',
    'proposals[0].route[0].offices[1]',
    'no kind of party has the office "village-chief"',
  ],
  [
    'an office of another party',
    '{ party: rw, offices: [chair, secretary]',
    '{ party: rw, offices: [chair, lurah]',
    'proposals[0].from[0].offices[1]',
    '"rw" has no office "lurah"',
  ],
  [
    'a proposer who takes no part',
    '{ party: lpm, offices',
    '{ party: rt, offices',
    'proposals[0].from[3].party',
    'not listed under parties.kinds',
  ],
  [
    'a forum that is not there',
    'forum: kelurahan\n    basis',
    'forum: kecamatan\n    basis',
    'proposals[0].forum',
    'not listed under forums',
  ],
  [
    'a purse that is not there',
    'purses: [{ purse: pagu }]\n    checks',
    'purses: [{ purse: kas }]\n    checks',
    'proposals[0].purses[0].purse',
    'not listed under purses',
  ],
  [
    'a purse that pays for what says no costs',
    'purses: [{ purse: pagu }]\n    checks',
    'purses: [{ purse: pagu }]\n    costs: none\n    checks',
    'proposals[0].costs',
    'it has to say how much',
  ],
  [
    'a question asked twice',
    'purses: [{ purse: pagu }]\n    checks',
    'fields: [{ key: a1, type: text, label: { id: A } }, { key: a1, type: text, label: { id: A } }]\n    purses: [{ purse: pagu }]\n    checks',
    'proposals[0].fields[1].key',
    'listed twice',
  ],
  [
    'an answer that can be chosen twice',
    'purses: [{ purse: pagu }]\n    checks',
    'fields: [{ key: a1, type: one-of, label: { id: A }, options: [{ option: ya, label: { id: Ya } }, { option: ya, label: { id: Ya } }] }]\n    purses: [{ purse: pagu }]\n    checks',
    'proposals[0].fields[0].options[1].option',
    'listed twice',
  ],
  [
    'bounds that leave nothing',
    'purses: [{ purse: pagu }]\n    checks',
    'fields: [{ key: a1, type: number, least: 5, most: 4, label: { id: A } }]\n    purses: [{ purse: pagu }]\n    checks',
    'proposals[0].fields[0].most',
    'less than the least',
  ],
  [
    'a source that is not there',
    'sources: [{ source: apbd-kota }]',
    'sources: [{ source: apbn }]',
    'purses[0].sources[0].source',
    'not listed under funding.sources',
  ],
  [
    'shares that do not add up to the whole',
    'sources: [{ source: apbd-kota }]',
    'sources: [{ source: apbd-kota, perMille: 900 }]',
    'purses[0].sources',
    'do not add up to the whole',
  ],
  [
    'a route that ends with nobody who accepts',
    'at: regency, may: [accept, return]',
    'at: regency, may: [return]',
    'filings[0].route',
    'nobody accepts at its end',
  ],
  [
    'a step whose offices stand over no whole place of its level',
    'offices: [camat], at: district',
    'offices: [chair], at: district',
    'filings[0].route[1].offices',
    'stands over a whole district',
  ],
  [
    'a step that comes twice',
    '{ step: camat, label',
    '{ step: lurah, label',
    'filings[0].route[1].step',
    'listed twice',
  ],
  [
    'an override of nobody',
    'severity: override, by: [camat, setda]',
    'severity: override',
    'proposals[0].checks[1].by',
    'names who may',
  ],
  [
    'a check that cannot be told of a proposal',
    '{ check: photos, atLeast: 1,',
    '{ check: filing-accepted, filing: lpj,',
    'proposals[0].checks[0].check',
    'Invalid',
  ],
  [
    'a check that nobody knows',
    '{ check: photos, atLeast: 1,',
    '{ check: weather,',
    'proposals[0].checks[0].check',
    'Invalid',
  ],
  [
    'a label without its Indonesian word',
    'label: { id: Usulan, en: Proposal }',
    'label: { en: Proposal }',
    'proposals[0].label.id',
    'is missing: a text',
  ],
  [
    'a pillar of nobody',
    'kind: kecamatan\n      pillar: government',
    'kind: kecamatan\n      pillar: business',
    'parties.kinds[5].pillar',
    'not listed under parties.pillars',
  ],
  [
    'an office listed twice',
    '{ office: village-secretary, label',
    '{ office: lurah, label',
    'parties.kinds[4].offices[1]',
    'listed twice',
  ],
  ['checkpoints that fall', '[0, 50, 100]', '[0, 60, 50, 100]', 'activities.evidence.checkpoints', 'rise'],
  ['a day that is none', 'from: "01-05"', 'from: "13-05"', 'forums[0].window.from', 'MM-DD'],
  [
    'a share kept for a field of nobody',
    'field: empowerment',
    'field: fishery',
    'forums[0].ballots.minimumShares[0].field',
    'no entry of the catalogue has "fishery"',
  ],
  [
    'an unknown rule of allocation',
    'rules: [priority',
    'rules: [lottery',
    'forums[0].ballots.rules[0]',
    'expected one of',
  ],
  [
    'a rule offered twice',
    'greedy-per-rupiah, borda',
    'greedy, borda',
    'forums[0].ballots.rules[3]',
    'listed twice',
  ],
  [
    'points that nobody gives',
    'kinds: [approval, points, ranking]',
    'kinds: [approval, ranking]',
    'forums[0].ballots.points',
    'go together',
  ],
  [
    'a step without offices',
    'offices: [camat], at: district, may',
    'at: district, may',
    'filings[0].route[1].offices',
    'is missing: a list',
  ],
])('%s is named with its path and line', (_, before, after, path, message) => {
  const text = PIPPK.replace(before, after);
  expect(text).not.toBe(PIPPK);
  const read = readModel(text);
  if (read.ok) throw new Error('it was accepted');
  const problem = read.problems.find((one) => one.path === path);
  expect(problem?.message).toContain(message);
  const line = text.slice(0, text.indexOf(after)).split('\n').length;
  expect(
    Math.abs((problem?.line ?? 0) - line),
    `line ${problem?.line}, changed line ${line}`,
  ).toBeLessThanOrEqual(/^(proposals\[0\]|filings\[0\]\.route)$/.test(path) ? 100 : 1);
});

/** PIPPK without some of its sections, and what is said of the rest. */
function without(...sections: string[]): string[] {
  const model = parse(PIPPK);
  for (const section of sections) delete model[section];
  const read = readModel(stringify(model));
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
}

test('a model of parties alone can be used: what it does not speak of is not there', () => {
  expect(
    without('proposals', 'forums', 'purses', 'funding', 'activities', 'filings', 'catalogue', 'roles'),
  ).toEqual([]);
});

const GOAL = 'goal: tepat, label: { id: Tepat waktu }, basis: kebijakan-kota';

test.each([
  // what is wrong                  the goal                                              where and what
  ['nothing wrong', `{ ${GOAL}, measure: reports-in-time, atLeast: 900 }`, []],
  [
    'a measure that nobody knows',
    `{ ${GOAL}, measure: laporan-tepat, atLeast: 900 }`,
    [/^goals\[0\]\.measure: no measure is called "laporan-tepat"; there are: attendance, /],
  ],
  [
    'a measure of bodies alone',
    `{ ${GOAL}, measure: seats-filled, atLeast: 900 }`,
    [/^goals\[0\]\.measure: "seats-filled" is not counted of a place/],
  ],
  [
    'two limits',
    `{ ${GOAL}, measure: reports-in-time, atLeast: 900, atMost: 950 }`,
    [/^goals\[0\]: says either atLeast or atMost/],
  ],
  ['no limit', `{ ${GOAL}, measure: reports-in-time }`, [/^goals\[0\]: says either/]],
  [
    'a share above the whole',
    `{ ${GOAL}, measure: women-present, atLeast: 1001 }`,
    [/^goals\[0\]\.atLeast: a share is in per mille/],
  ],
  [
    'a basis that is not listed',
    `{ goal: tepat, label: { id: Tepat }, basis: perwal-999, measure: women-present, atLeast: 300 }`,
    [/^goals\[0\]\.basis: "perwal-999" is not listed/],
  ],
  [
    'the same goal twice',
    `{ ${GOAL}, measure: women-present, atLeast: 300 }, { ${GOAL}, measure: women-present, atLeast: 1 }`,
    [/^goals\[1\]: "tepat" is listed twice/],
  ],
])('of goals with %s it is said where', (_, goals, said) => {
  const text = PIPPK.replace('\ncatalogue:\n', `\ngoals: [${goals}]\ncatalogue:\n`);
  const line = text.slice(0, text.indexOf('\ngoals:') + 1).split('\n').length;
  const read = readModel(text);
  const problems = read.ok ? [] : read.problems;
  expect(problems.map((one) => `${one.path}: ${one.message}`)).toEqual(
    said.map((one) => expect.stringMatching(one)),
  );
  expect(problems.every((one) => one.line === line)).toBe(true);
});

test('a goal needs the section that its measure is read from', () => {
  const text = readFileSync('test/models/janji-layanan.yaml', 'utf8').replace(
    'measure: answers-in-time',
    'measure: attendance',
  );
  const read = readModel(text);
  expect(read.ok ? [] : read.problems.map((one) => `${one.path}: ${one.message}`)).toEqual([
    'goals[0].measure: needs the section "forums"',
  ]);
});

test.each([
  // without        it is said
  ['catalogue', 'proposals: needs the section "catalogue"'],
  ['funding', 'purses: needs the section "funding"'],
  ['proposals', 'activities: needs the section "proposals"'],
  ['activities', 'filings[0]: needs the section "activities"'],
])('a section that needs %s says so', (section, said) => {
  expect(without(section)).toContain(said);
});

test('entries stand within others, and have from them what they leave out', () => {
  const nested = `entries:
    - id: pendidikan
      nature: kerja
      label: { id: Pendidikan }
      basis: perwal-9
      entries:
        - id: sarana
          label: { id: Sarana }
          entries: [{ id: kelas, label: { id: Ruang kelas }, uncertain: true }, { id: buku, label: { id: Buku } }]
    - { id: taman, nature: kerja, label: { id: Taman }, basis: perwal-9 }
`;
  const text = readFileSync('test/models/hibah-desa.yaml', 'utf8');
  const [, basis = ''] = /basis: (\S+?)[ ,}\n]/.exec(text) ?? [];
  const made = (entries: string) =>
    readModel(
      text.replace(
        /catalogue:\n( {2}.*\n)+/,
        `catalogue:\n  natures: [{ nature: kerja, label: { id: Kerja } }]\n  ${entries.replaceAll('perwal-9', basis)}`,
      ),
    );
  const read = made(nested);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  expect(entriesIn(read.model).map((one) => [one.id, one.nature, one.basis, one.uncertain])).toEqual([
    ['kelas', 'kerja', basis, true],
    ['buku', 'kerja', basis, false],
    ['taman', 'kerja', basis, false],
  ]);
  expect(fieldsIn(read.model).map((one) => one.id)).toEqual(['pendidikan', 'taman']);
  expect(entryPath(read.model, 'buku').map((one) => one.id)).toEqual(['pendidikan', 'sarana', 'buku']);
  expect(entriesWithin(read.model, 'pendidikan')).toEqual(['kelas', 'buku']);

  const twice = made(nested.replace('id: buku', 'id: taman'));
  expect(!twice.ok && twice.problems.map((one) => `${one.path}: ${one.message}`)).toEqual([
    'catalogue.entries[1]: "taman" is listed twice',
  ]);
  const bare = made(nested.replace('      nature: kerja\n', ''));
  expect(!bare.ok && bare.problems.map((one) => `${one.path}: ${one.message}`)).toEqual([
    'catalogue.entries[0]: has no nature',
  ]);
});

test('a word that is missing in a language is the Indonesian one', () => {
  const read = readModel(PIPPK.replace('{ id: Usulan, en: Proposal }', '{ id: Usulan, su: Usul }'));
  expect(read.ok && read.model.proposals[0]?.label).toEqual({ id: 'Usulan', en: 'Usulan', su: 'Usul' });
});

test('a model of 5,000 lines is read, and a fault in its last line is named', () => {
  const model = parse(PIPPK);
  const [entry] = model.catalogue.entries;
  const more = Array.from({ length: 1000 }, (_, i) => ({ ...structuredClone(entry), id: `entri-${i}` }));
  const last = model.catalogue.entries.push(...more) - 1;
  const text = stringify(model);
  expect(text.split('\n').length).toBeGreaterThan(5000);
  expect(readModel(text).ok).toBe(true);
  const doubled = text.replace('id: entri-999', 'id: entri-998');
  const line = text.split('\n').findIndex((one) => one.endsWith('id: entri-999')) + 1;
  const read = readModel(doubled);
  expect(read.ok ? [] : read.problems.map((one) => `${one.line} ${one.path}: ${one.message}`)).toEqual([
    `${line} catalogue.entries[${last}]: "entri-998" is listed twice`,
  ]);
});

test.each([
  [
    'a forum that funds what no purse pays',
    '    purses: [{ purse: pagu }]\n',
    '',
    'proposals[0].forum',
    'no purse pays',
  ],
  ['photos wanted and not asked', ', photos]', ']', 'proposals[0].checks[0]', 'not among what it asks'],
])('%s is named with its path', (_, before, after, path, message) => {
  const text = PIPPK.replace(before, after);
  expect(text).not.toBe(PIPPK);
  const read = readModel(text);
  expect(read.ok ? [] : read.problems.map((one) => `${one.path}: ${one.message}`)).toEqual([
    expect.stringMatching(new RegExp(`^${RegExp.escape(path)}.*${message}`)),
  ]);
});

test.each([
  [
    'what persons are asked in public',
    'asks: [place]',
    'asks: [place, photos]',
    'proposals[0].asks: all but',
  ],
  [
    'offices of a person',
    '[{ persons: true, basis',
    '[{ persons: true, offices: [bendahara], basis',
    'proposals[0].from[0].persons: a person',
  ],
  [
    'a bringer of no kind',
    '[{ persons: true, basis',
    '[{ basis',
    'proposals[0].from[0].party: a kind of party',
  ],
  [
    'a kind of party called person',
    'kind: dinas-pendidikan',
    'kind: person',
    'parties.kinds[0].kind: is what',
  ],
  [
    'a step above an amount that nobody says',
    'may: [accept, return], within',
    'may: [accept, return], when: { amountAbove: 5 }, within',
    'proposals[0].route[0].when: it does not',
  ],
  [
    'an admission by a field that is not there',
    'costs: none',
    'costs: none\n    admits: { party: dinas-pendidikan, name: nama }',
    'proposals[0].admits.name: the name',
  ],
  [
    'an admission by a personal field',
    'costs: none',
    'costs: none\n    admits: { party: dinas-pendidikan, name: alasan }',
    'proposals[0].admits.name: the name',
  ],
  [
    'an admission that is paid',
    'costs: total',
    'costs: total\n    admits: { party: dinas-pendidikan, name: kampus }',
    'proposals[1].admits: only',
  ],
])('of persons, %s is refused', (_, before, after, problem) => {
  const model = readFileSync('test/models/beasiswa.yaml', 'utf8');
  const text = model.replace(before, after);
  expect(text).not.toBe(model);
  const read = readModel(text);
  const problems = read.ok ? [] : read.problems.map((one) => `${one.path}: ${one.message}`);
  expect(problems).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
});

test('the guide for those who write a model says what Pilar reads, after its first file and in the end', () => {
  const guide = readFileSync('docs/guides/models.md', 'utf8');
  const parts = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
  expect(parts.length).toBeGreaterThan(3);
  for (const text of [parts[0] ?? '', parts.join('')]) {
    const read = readModel(text);
    expect(read.ok ? [] : read.problems).toEqual([]);
  }
});
