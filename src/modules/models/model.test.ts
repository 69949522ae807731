import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PIPPK as PROGRAM } from '../../../test/support/pippk.ts';
import { basisOf, Model } from './model.ts';

const TEXT = readFileSync('models/pippk/2015.yaml', 'utf8');

/** What is said of PIPPK when `change` was made to it: path and words of each problem. */
function said(change: (model: ReturnType<typeof parse>) => void): string[] {
  const model = parse(TEXT);
  change(model);
  const read = Model.safeParse(model);
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

test.each<[string, (model: ReturnType<typeof parse>) => void, string[]]>([
  // what was changed, and what is said of it
  ['nothing', () => undefined, []],
  [
    'a law that stands twice',
    (model) => model.legal.push(model.legal[0]),
    ['legal.7: "perwal-436-2015" is listed twice'],
  ],
  [
    'a kind of proposer that stands twice',
    (model) => model.proposals[0].from.push(model.proposals[0].from[1]),
    ['proposals.0.from.4: "pkk" is listed twice'],
  ],
  [
    'a scope that stands three times',
    (model) => model.catalogue.entries.push(model.catalogue.entries[0], model.catalogue.entries[0]),
    [
      'catalogue.entries.18: "rw-infrastruktur" is listed twice',
      'catalogue.entries.19: "rw-infrastruktur" is listed twice',
    ],
  ],
  [
    'an element of the quorum that stands twice',
    (model) => model.forums[0].quorum.elements.push(model.forums[0].quorum.elements[0]),
    ['forums.0.quorum.elements.6: "rt" is listed twice'],
  ],
  [
    'an outcome that stands twice',
    (model) => model.forums[0].outcomes.push(model.forums[0].outcomes[0]),
    ['forums.0.outcomes.4: "fund" is listed twice'],
  ],
  [
    'a part of the report that stands twice',
    (model) => model.filings[0].fields.push(model.filings[0].fields[0]),
    ['filings.0.fields.9.key: "narrative" is listed twice'],
  ],
  [
    'a proposer without a scope',
    (model) => {
      model.catalogue.entries = model.catalogue.entries.filter(
        (one: { parties: string[] }) => !one.parties.includes('lpm'),
      );
    },
    ['proposals.0.from.3: no entry of the catalogue for "lpm"'],
  ],
  [
    'a scope of nobody',
    (model) => {
      model.catalogue.entries.push({ ...model.catalogue.entries[0], id: 'rt', parties: ['kelurahan'] });
    },
    ['catalogue.entries.18.parties.0: brings no proposals'],
  ],
  [
    'a share kept for a field that no scope has',
    (model) => {
      model.forums[0].ballots.minimumShares[0].field = 'fishery';
    },
    ['forums.0.ballots.minimumShares.0.field: no entry of the catalogue has "fishery" as its nature or id'],
  ],
  [
    'a share kept for one scope',
    (model) => {
      model.forums[0].ballots.minimumShares[0].field = 'rw-ekonomi';
    },
    [],
  ],
  [
    'no ballots',
    (model) => {
      delete model.forums[0].ballots;
    },
    [],
  ],
  [
    'laws that are not listed',
    (model) => {
      model.proposals[0].window.basis = 'perwal-1';
      model.catalogue.entries[17].basis = 'perwal-2';
      model.filings[0].due.basis = 'perwal-3';
    },
    [
      'proposals.0.window.basis: "perwal-1" is not listed under legal',
      'filings.0.due.basis: "perwal-3" is not listed under legal',
      'catalogue.entries.17.basis: "perwal-2" is not listed under legal',
    ],
  ],
])('of PIPPK with %s it is said: %3$j', (_, change, problems) => {
  expect(said(change)).toEqual(problems);
});

test.each([
  ['2015', true],
  ['2015.2', true],
  ['2015.12', true],
  ['15', false],
  ['x2015', false],
  ['2015x', false],
  ['2015.', false],
  ['2015.a', false],
])('a model of version %s is read: %s', (version, read) => {
  const problems = said((model) => {
    model.version = version;
  });
  expect(problems).toEqual(read ? [] : ['version: a year, or year.number']);
});

test('a law is certain unless the model says otherwise', () => {
  const certain = new Map(PROGRAM.model.legal.map((law) => [law.id, !law.uncertain]));
  expect(certain.get('perwal-436-2015')).toBe(true);
  expect(certain.get('kebijakan-kota')).toBe(false);
});

test('a rule is cited by its law, and by its id where no law has it', () => {
  const rule = 'PIPPK 2015';
  expect(basisOf(PROGRAM.model, 'perda-2-2013')).toEqual({
    cite: 'Peraturan Daerah Kota Bandung Nomor 02 Tahun 2013',
    rule,
  });
  expect(basisOf(PROGRAM.model, 'perwal-999')).toEqual({ cite: 'perwal-999', rule });
});
