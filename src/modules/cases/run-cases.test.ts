import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Model, readModel, readYaml } from '#modules/models/index.ts';
import { Cases, runCases } from './index.ts';
import { outcomesOf } from './run-cases.ts';

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

function modelOf(source: string): Model {
  const found = readModel(source);
  if (!found.ok) throw new Error(JSON.stringify(found.problems[0]));
  return found.model;
}

function casesOf(source: string): Cases {
  const found = readYaml(source, Cases);
  if (!found.ok) throw new Error(JSON.stringify(found.problems[0]));
  return found.model;
}

const FILES = ['models', 'test/models'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((one) => /^(?!instruments).*[^/.]+\.yaml$/.test(one) && !one.endsWith('.cases.yaml'))
    .map((one) => `${folder}/${one}`),
);

test.each(FILES)('%s does what its cases say, and they show all of it', (file) => {
  expect(runCases(modelOf(read(file)), casesOf(read(file.replace('.yaml', '.cases.yaml'))))).toEqual([]);
});

const PIPPK = read('models/pippk/2015.yaml');
const CASES = read('models/pippk/2015.cases.yaml');

test.each([
  // what is changed in the model                                                    and which case tells
  [
    'a photo more',
    'check: photos, atLeast: 1',
    'check: photos, atLeast: 2',
    'proposals.usulan.photos is not-met, not met',
  ],
  [
    'a day more',
    'within: { workingDays: 10 }',
    'within: { workingDays: 11 }',
    'filings.lpj.due is due on 2026-02-17, not on 2026-02-16',
  ],
  [
    'nine tenths of the RT',
    'roll: rt, share: 1000',
    'roll: rt, share: 900',
    'forums.kelurahan has a quorum that is met, not not-met',
  ],
  [
    'a camat who may refuse',
    'at: district, may: [accept, return]',
    'at: district, may: [accept, return, refuse]',
    'no case lets filings.lpj.camat refuse',
  ],
  [
    'a lurah who may have written it',
    'offices: [lurah], at: village, may: [accept, return], basis',
    'offices: [lurah], at: village, may: [accept, return], notSameAs: [], basis',
    'filings.lpj: the last answer is taken, not access.maker-checker',
  ],
])('with %s some case comes out otherwise', (_, from, to, told) => {
  expect(PIPPK.split(from)).toHaveLength(2);
  const faults = runCases(modelOf(PIPPK.replace(from, to)), casesOf(CASES));
  expect(faults.map((one) => one.message)).toContain(told);
});

test.each([
  // what is left out of the cases                                                     and what is told of the model
  [/^.*photos: 0.*\n/m, 'no case shows proposals.usulan.photos not-met'],
  [/^.*steps: \[lurah, camat, setda\].*\n/m, 'no case walks filings.lpj to its end (accepted)'],
  [/due:\n(.*\n)*?(?=quorum:)/, 'no case shows when filings.lpj.due falls due'],
  [/quorum:\n(.*\n)*/, 'no case shows forums.kelurahan met'],
  [/^model: .*\n/m, 'these are cases of other 2015, not of pippk 2015'],
])('without %s it is told', (left, told) => {
  const text = CASES.replace(left, String(left).includes('model') ? 'model: other 2015\n' : '');
  expect(text).not.toBe(CASES);
  expect(runCases(modelOf(PIPPK), casesOf(text)).map((one) => one.message)).toContain(told);
});

test('a case of a rule that is not there is told', () => {
  const text = CASES.replace('of: filings.lpj.due', 'of: filings.lpj.hari');
  expect(runCases(modelOf(PIPPK), casesOf(text)).map((one) => one.message)).toContain(
    'the model has no rule "filings.lpj.hari" of this sort',
  );
});

test.each(FILES)('each case of %s is told by its place in the file', (file) => {
  const cases = casesOf(read(file.replace('.yaml', '.cases.yaml')));
  const sorts = ['checks', 'routes', 'due', 'quorum', 'goals', 'payments'] as const;
  expect(outcomesOf(modelOf(read(file)), cases).map((one) => one.at)).toEqual(
    sorts.flatMap((sort) => cases[sort].map((_, i) => `${sort}[${i}]`)),
  );
});

test.each([
  // a case of                   its text
  ['checks', '{ of: a.b, given: {}, answer: met }'],
  ['routes', '{ of: a.b, ends: accepted }'],
  ['due', '{ of: a.b, from: 2026-02-02, on: 2026-02-16 }'],
  ['quorum', '{ of: a.b, answer: met }'],
  ['goals', '{ of: a.b, answer: met }'],
  ['payments', '{ of: a.b, amount: 1, bound: 2026-02-02, paidOn: 2026-02-12, answer: taken }'],
])('of %s, a case of a rule that the model does not have is told, and comes to nothing', (sort, one) => {
  const cases = casesOf(`model: pippk-kota 2026\n${sort}: [${one}]\n`);
  expect(outcomesOf(KOTA, cases)).toEqual([
    expect.objectContaining({
      at: `${sort}[0]`,
      of: 'a.b',
      found: undefined,
      fault: 'the model has no rule "a.b" of this sort',
    }),
  ]);
});

const KOTA = modelOf(read('models/pippk-kota/2026.yaml'));
/** What is late keeps from proposing where it is the report of this model alone. */
const LPJ_ALONE = modelOf(
  read('models/pippk-kota/2026.yaml').replace('check: none-overdue,', 'check: none-overdue, filing: lpj,'),
);
const BEASISWA = modelOf(read('test/models/beasiswa.yaml'));
const PAPERS =
  'papers: [{ paper: spp, number: 001/SPP, day: 2026-02-09 }, { paper: spm, number: 001/SPM, day: 2026-02-10 }, { paper: sp2d, number: 0117/SP2D, day: 2026-02-12 }], withheld: [{ tax: ppn, amount: 1100000 }]';
const PAYMENT = 'of: funding.disbursement, amount: 11100000, bound: 2026-02-02, paidOn: 2026-02-12';
const LPJ = 'of: filings.lpj';
const BOTH = 'answers: [{ step: lurah, says: accept }, { step: camat, says: accept }]';

test.each<[Model, string, string, string | undefined]>([
  // of        a case that says                                                          is told as
  [KOTA, 'checks', 'of: proposals.usulan.photos, given: { photos: 0 }, answer: not-met', undefined],
  [
    KOTA,
    'checks',
    'of: proposals.usulan.photos, given: { photos: 0 }, answer: not-met, because: obligation.overdue',
    'proposals.usulan.photos says proposal.photos, not obligation.overdue',
  ],
  [
    KOTA,
    'checks',
    'of: proposals.usulan.photos, given: { photos: 1 }, answer: met, because: proposal.photos',
    'proposals.usulan.photos says undefined, not proposal.photos',
  ],
  // What is late by another model is not late here.
  [
    LPJ_ALONE,
    'checks',
    'of: proposals.usulan.none-overdue, given: { year: 2026, overdue: [{ filing: lpj, year: 2025, due: 2025-12-01 }] }, answer: not-met',
    undefined,
  ],
  [
    LPJ_ALONE,
    'checks',
    'of: proposals.usulan.none-overdue, given: { year: 2026, overdue: [{ filing: lpj, year: 2025, due: 2025-12-01, model: tjsl }] }, answer: met',
    undefined,
  ],
  [BEASISWA, 'checks', 'of: proposals.permohonan.one-per-party, given: {}, answer: cannot-tell', undefined],
  [
    BEASISWA,
    'checks',
    'of: proposals.permohonan.one-per-party, given: { others: 1 }, answer: met',
    'proposals.permohonan.one-per-party is not-met, not met',
  ],
  [KOTA, 'routes', `${LPJ}, ${BOTH}, steps: [lurah, camat, setda], ends: "waits:setda"`, undefined],
  [
    KOTA,
    'routes',
    `${LPJ}, ${BOTH}, steps: [lurah, setda], ends: "waits:setda"`,
    'filings.lpj goes through lurah, camat, setda, not lurah, setda',
  ],
  [KOTA, 'routes', `${LPJ}, ${BOTH}, ends: accepted`, 'filings.lpj stands as waits:setda, not accepted'],
  [
    KOTA,
    'routes',
    `${LPJ}, ${BOTH}, ends: "waits:setda", because: turn`,
    'filings.lpj: the last answer is taken, not turn',
  ],
  [
    KOTA,
    'routes',
    `${LPJ}, answers: [{ step: camat, says: accept }], ends: "waits:lurah"`,
    'filings.lpj: the last answer is turn, not taken',
  ],
  // Who may say yes waits for their turn also to send it back; nobody answers what has come to its end.
  [
    KOTA,
    'routes',
    `${LPJ}, answers: [{ step: camat, says: return }], ends: "waits:lurah", because: turn`,
    undefined,
  ],
  [
    KOTA,
    'routes',
    'of: funding.disbursement, answers: [{ step: approval, says: accept }, { step: approval, says: refuse }], ends: accepted, because: turn',
    undefined,
  ],
  [
    KOTA,
    'quorum',
    'of: forums.kelurahan, rolls: { rt: 1, neighbourhood: 1 }, came: { rt: 1, rw: 1 }, answer: met',
    'forums.kelurahan has a quorum that is not-met, not met',
  ],
  [KOTA, 'goals', 'of: goals.laporan-tepat-waktu, answer: cannot-tell', undefined],
  [
    KOTA,
    'goals',
    'of: goals.laporan-tepat-waktu, says: 0, answer: met',
    'goals.laporan-tepat-waktu is not-met, not met',
  ],
  [KOTA, 'payments', `${PAYMENT}, ${PAPERS}, answer: taken, net: 10000000`, undefined],
  [KOTA, 'payments', `${PAYMENT}, ${PAPERS}, answer: taken`, undefined],
  [KOTA, 'payments', `${PAYMENT}, answer: refused`, undefined],
  [KOTA, 'payments', `${PAYMENT}, ${PAPERS}, answer: refused`, 'funding.disbursement is taken, not refused'],
  [KOTA, 'payments', `${PAYMENT}, answer: taken`, 'funding.disbursement is refused, not taken'],
  [
    KOTA,
    'payments',
    `${PAYMENT}, answer: refused, because: payment.withheld`,
    'funding.disbursement says input.required, not payment.withheld',
  ],
  [
    KOTA,
    'payments',
    `${PAYMENT}, ${PAPERS}, answer: taken, net: 11100000`,
    'funding.disbursement leaves 10000000 for the provider, not 11100000',
  ],
])('%# of %s %s, { %s }: %s', (model, sort, one, told) => {
  const cases = casesOf(`model: x\n${sort}: [{ ${one} }]\n`);
  expect(outcomesOf(model, cases).map(({ fault }) => fault)).toEqual([told]);
});

const AMOUNTS = 'no cases show purses.dana-mitra.spending.kepala for amounts above and below its own';
type OfRoutes = Cases['routes'][number];
type LeftOut = {
  routes?: (one: OfRoutes) => boolean;
  goals?: (one: Cases['goals'][number]) => boolean;
  payments?: (one: Cases['payments'][number]) => boolean;
};
const spends = (one: OfRoutes) => one.of === 'purses.dana-mitra.spending';

test.each<[string, string, LeftOut, string, boolean]>([
  // of                             without the cases                                  what is told, or is not
  [
    'models/pippk-kota/2026',
    'of payments that are taken',
    { payments: (one) => one.answer === 'taken' },
    'no case shows a payment of funding.disbursement taken',
    true,
  ],
  [
    'models/pippk-kota/2026',
    'of payments that are refused',
    { payments: (one) => one.answer === 'refused' },
    'no case shows a payment of funding.disbursement refused',
    true,
  ],
  [
    'models/pippk-kota/2026',
    'of one goal that was not met',
    { goals: (one) => one.of === 'goals.perempuan-hadir' && one.answer === 'not-met' },
    'no case shows goals.perempuan-hadir not-met',
    true,
  ],
  [
    'models/pippk/2015',
    'in which the camat sends back, while others do',
    { routes: (one) => one.answers.some(({ step, says }) => step === 'camat' && says === 'return') },
    'no case lets filings.lpj.camat return',
    true,
  ],
  [
    'models/pippk/2015',
    'in which sending back is taken, while one remains in which it is not',
    { routes: (one) => one.of === 'proposals.usulan' && one.ends === 'returned' },
    'no case lets proposals.usulan.verify return',
    true,
  ],
  [
    'test/models/belanja-sendiri',
    'above Rp50 million, while one of just as much remains',
    { routes: (one) => spends(one) && one.amount > 50_000_000 },
    AMOUNTS,
    true,
  ],
  [
    'test/models/belanja-sendiri',
    'up to Rp50 million',
    { routes: (one) => spends(one) && one.amount <= 50_000_000 },
    AMOUNTS,
    true,
  ],
  [
    'test/models/belanja-sendiri',
    'of less than Rp50 million',
    { routes: (one) => spends(one) && one.amount < 50_000_000 },
    AMOUNTS,
    false,
  ],
])('of %s, without those %s', (path, _, left, told, is) => {
  const all = casesOf(read(`${path}.cases.yaml`));
  const { routes = () => false, goals = () => false, payments = () => false } = left;
  const cases = {
    ...all,
    routes: all.routes.filter((one) => !routes(one)),
    goals: all.goals.filter((one) => !goals(one)),
    payments: all.payments.filter((one) => !payments(one)),
  };
  const faults = runCases(modelOf(read(`${path}.yaml`)), cases);
  expect(faults.some(({ at, message }) => at === 'model' && message === told)).toBe(is);
});
