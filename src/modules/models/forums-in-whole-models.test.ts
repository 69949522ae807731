import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from './index.ts';

const MODEL = readFileSync('test/models/rembuk-berjenjang.yaml', 'utf8');
const OUTCOME =
  '{ id: setujui, effect: fund, reason: false, basis: perwal-3, label: { id: Disetujui dewan, en: Agreed by the council } }';

test('a model of forums in a chain, the last one by a body, is one that can be used', () => {
  expect(readModel(MODEL)).toMatchObject({ ok: true });
});

test.each<[string, [string, string][], string, string]>([
  // what is wrong       in place of → stands                                     path, and what is said
  [
    'a body that is not there',
    [['by: dewan\n', 'by: majelis\n']],
    'forums[2].by',
    '"majelis" is not listed under parties.bodies',
  ],
  [
    'a seat that the body has not',
    [['present: [ketua]', 'present: [wakil]']],
    'forums[2].quorum.seats.present[0]',
    '"dewan" has no seat "wakil"',
  ],
  ['a level and a body', [['by: dewan\n', 'by: dewan\n    at: regency\n']], 'forums[2]', 'either at or by'],
  [
    'neither a level nor a body',
    [['    at: district\n    label: { id: Rembuk kec', '    label: { id: Rembuk kec']],
    'forums[1]',
    'either at or by',
  ],
  [
    'seats where everybody may come',
    [['by: dewan\n', 'at: regency\n']],
    'forums[2].quorum',
    'a forum by a body has its quorum by seats',
  ],
  [
    'a share and more than a share',
    [['moreThan: 500', 'moreThan: 500, share: 500']],
    'forums[2].quorum.seats',
    'either share or moreThan',
  ],
  [
    'the next forum is not there',
    [['to: dewan,', 'to: majelis,']],
    'forums[1].outcomes[1].to',
    '"majelis" is not listed under forums',
  ],
  [
    'a rejection is passed on',
    [['id: ke-dewan, effect: escalate', 'id: ke-dewan, effect: reject']],
    'forums[1].outcomes[1].to',
    'only what escalates',
  ],
  [
    'the next forum is narrower',
    [
      ['forum: kelurahan\n    basis', 'forum: kecamatan\n    basis'],
      ['to: dewan,', 'to: kelurahan,'],
      ['to: kecamatan,', 'to: dewan,'],
    ],
    'forums[1].outcomes[1].to',
    '"kelurahan" is held over a village, and a whole district does not lie in one',
  ],
  [
    'a circle of two',
    [[OUTCOME, OUTCOME.replace('effect: fund', 'effect: escalate, to: kecamatan')]],
    'forums[1].outcomes[1].to',
    'a circle: kecamatan → dewan → kecamatan',
  ],
  [
    'a forum that passes on to itself',
    [['to: kecamatan,', 'to: kelurahan,']],
    'forums[0].outcomes[1].to',
    'a circle: kelurahan → kelurahan',
  ],
  [
    'a forum to which nothing comes',
    [['effect: escalate, to: kecamatan,', 'effect: escalate,']],
    'forums[1].forum',
    'no proposals come to it',
  ],
  [
    'nobody could grant what asks for money',
    [
      ['id: danai, effect: fund', 'id: danai, effect: reserve'],
      [
        'id: setujui, effect: fund, reason: false, basis: perwal-3, label: { id: Disetujui kec',
        'id: setujui, effect: reserve, reason: false, basis: perwal-3, label: { id: Disetujui kec',
      ],
      [OUTCOME, OUTCOME.replace('effect: fund', 'effect: reserve')],
    ],
    'proposals[0].forum',
    'neither this forum nor one that it passes on to could grant anything',
  ],
  [
    'a forum above funds what no purse pays',
    [
      ['    purses: [{ purse: rembuk }]\n', ''],
      ['id: danai, effect: fund', 'id: danai, effect: reserve'],
    ],
    'proposals[0].forum',
    '"kecamatan" on its way funds what it agrees to, and no purse pays',
  ],
  [
    'what a whole kecamatan brings to the forum of a kelurahan',
    [['from: [{ party: rw, offices: [chair]', 'from: [{ party: kecamatan, offices: [camat]']],
    'proposals[0].forum',
    '"kelurahan" is held over a village, and what "kecamatan" brings for a whole district does not lie in one',
  ],
  [
    'what a whole kecamatan brings is looked at by the lurah',
    [['from: [{ party: rw, offices: [chair]', 'from: [{ party: kecamatan, offices: [camat]']],
    'proposals[0].route[0].offices',
    'none of them stands over a whole district, for which "kecamatan" brings',
  ],
  [
    'persons who are not asked where, and may be anywhere in the city',
    [['from: [{ party: rw, offices: [chair]', 'asks: []\n    from: [{ persons: true']],
    'proposals[0].forum',
    '"kelurahan" is held over a village, and what persons bring for a whole regency does not lie in one',
  ],
  [
    'nobody calls it over the whole kecamatan',
    [['conveners: [camat]', 'conveners: [lurah]']],
    'forums[1].conveners',
    'none of them stands over a whole district',
  ],
  [
    'nobody decides in it over the whole city',
    [['deciders: [dewan/ketua]', 'deciders: [camat]']],
    'forums[2].deciders',
    'none of them stands over a whole regency',
  ],
])('refused with its line: %s', (_, changes, path, said) => {
  let text = MODEL;
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  const read = readModel(text);
  const problems = read.ok ? [] : read.problems;
  expect(problems.map((one) => `${one.path}: ${one.message}`)).toContainEqual(
    expect.stringContaining(`${path}: ${said}`),
  );
  expect(problems.every((one) => one.line > 0)).toBe(true);
});

test.each<[string, string, string, string, string]>([
  [
    'a party that is not there',
    'invited: [{ party: pkk',
    'invited: [{ party: arisan',
    'forums[0].quorum.elements[4].invited[0].party',
    'is not listed under parties',
  ],
  [
    'an office that the party has not',
    'invited: [{ party: lpm, offices: [chair, secretary]',
    'invited: [{ party: lpm, offices: [chair, lurah]',
    'forums[0].quorum.elements[2].invited[0].offices[1]',
    '"lpm" has no office "lurah"',
  ],
  [
    'a party that stands elsewhere than the boards of a roll',
    'invited: [{ party: rw, offices',
    'invited: [{ party: pkk, offices',
    'forums[0].quorum.elements[1].invited[0].party',
    'does not stand at the places of this roll',
  ],
])('a forum that invites %s cannot be used', (_, old, wrong, path, said) => {
  const pippk = readFileSync('models/pippk/2015.yaml', 'utf8');
  expect(pippk).toContain(old);
  const read = readModel(pippk.replace(old, wrong));
  expect(
    read.ok ? [] : read.problems.filter((one) => one.path === path && one.message.includes(said)),
  ).toHaveLength(1);
});

test('powers are of use only where somebody is invited', () => {
  const pippk = readFileSync('models/pippk/2015.yaml', 'utf8').replaceAll(/, invited: \[\{[^}]*\}\]/g, '');
  const read = readModel(pippk);
  expect(read.ok ? [] : read.problems.map((one) => one.message)).toContain(
    'nobody is invited who could give a power',
  );
});
