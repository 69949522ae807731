import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CauseMap,
  causeStructure,
  comparePlaces,
  planActions,
  readCauseMap,
  withoutRestated,
} from './index.ts';

const CASES = join(import.meta.dirname, '../../../demo/cases');

function accepted(text: string): CauseMap {
  const read = readCauseMap(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** A map from arrows such as `a>b`, or `a-b` where more of the one means less of the other. */
function mapOf(
  arrows: string,
  kinds: Readonly<Record<string, 'symptom' | 'external'>> = {},
  shape = 'graph',
): CauseMap {
  return accepted(textOf(arrows, kinds, shape));
}

function textOf(arrows: string, kinds: Readonly<Record<string, string>> = {}, shape = 'graph'): string {
  const links = arrows.split(' ').filter((arrow) => arrow !== '');
  const slugs = [...new Set([...links.flatMap((arrow) => arrow.split(/[>-]/)), ...Object.keys(kinds)])];
  const words = (text: string) => ({ id: text, en: text });
  return JSON.stringify({
    title: words('Uji'),
    shape,
    factors: slugs.map((slug) => ({ slug, title: words(slug.toUpperCase()), kind: kinds[slug] ?? 'factor' })),
    links: links.map((arrow) => {
      const [from, to] = arrow.split(/[>-]/);
      return {
        from,
        to,
        effect: arrow.includes('-') ? 'lowers' : 'raises',
        evidence: [{ text: words('uji') }],
      };
    }),
  });
}

const SEVEN = [
  'kapabilitas-kolaborasi',
  'kepemimpinan',
  'legitimasi',
  'perencanaan-kolaboratif',
  'regulasi',
  'sistem-kolaborasi',
  'tujuan-bersama',
];

describe('paper 002, §4.3–4.4: what keeps two areas from synergy', () => {
  const telang = accepted(readFileSync(join(CASES, 'telang.causes.json'), 'utf8'));
  const batuBetumpang = accepted(readFileSync(join(CASES, 'batu-betumpang.causes.json'), 'utf8'));

  describe.each([
    ['Telang', telang],
    ['Batu Betumpang', batuBetumpang],
  ])('%s', (_, map) => {
    const structure = causeStructure(map);

    test('collaborative capability is the root', () => {
      expect(structure.roots).toEqual(['kapabilitas-kolaborasi']);
      expect(structure.smallestRootSet).toEqual({ roots: ['kapabilitas-kolaborasi'], exact: true });
    });

    test('the seven triggers of Table 4.4 and no other', () => {
      expect(structure.triggers.toSorted()).toEqual(SEVEN);
      expect(structure.claim?.agrees).toBe(true);
    });

    test('without the links that say this conclusion again: two roots, six triggers', () => {
      const rest = withoutRestated(map);
      if (!rest) throw new Error('nothing restates the conclusion');
      const left = causeStructure(rest);
      expect(left.roots).toEqual(['kapabilitas-kolaborasi', 'keadilan']);
      expect(left.triggers.toSorted()).toEqual([
        'kapabilitas-kolaborasi',
        'keadilan',
        'konflik-kepentingan',
        'perencanaan-kolaboratif',
        'regulasi',
        'sistem-kolaborasi',
      ]);
      expect(left.claim?.agrees).toBe(false);
      expect(withoutRestated(rest)).toBeUndefined();
      // What an observation of its own speaks for too stays.
      expect(rest.links).toContainEqual(
        expect.objectContaining({ from: 'sistem-kolaborasi', to: 'kesiapan' }),
      );
    });

    test('the external factor triggers conflict of interest', () => {
      expect(structure.externalRoots).toEqual(['faktor-eksternal']);
      expect(map.links).toContainEqual(
        expect.objectContaining({ from: 'faktor-eksternal', to: 'konflik-kepentingan' }),
      );
    });

    test('every link says where it stands in the source', () => {
      expect(
        map.links.flatMap((link) => link.evidence).every((evidence) => evidence.source !== undefined),
      ).toBe(true);
    });

    test('the plan starts at the root and leaves no trigger out', () => {
      const plan = planActions(map);
      expect(plan.actions[0]).toMatchObject({ role: 'root', takesHoldAt: 'kapabilitas-kolaborasi' });
      expect(plan.actions.at(-1)).toMatchObject({ role: 'external' });
      expect(plan.unaddressed).toEqual([]);
    });
  });

  test('the two areas share roots and triggers; low trust is an obstacle in Batu Betumpang only', () => {
    const comparison = comparePlaces(telang, batuBetumpang);
    expect(comparison.factors).toMatchObject({ onlyFirst: [], onlySecond: ['kepercayaan'] });
    expect(comparison.roots).toEqual({ both: ['kapabilitas-kolaborasi'], onlyFirst: [], onlySecond: [] });
    expect(comparison.triggers.onlyFirst).toEqual([]);
    expect(comparison.links.onlySecond).toContainEqual({ from: 'sistem-kolaborasi', to: 'legitimasi' });
    expect(comparison.shifted.map(({ factor }) => factor)).toContain('kapabilitas-kolaborasi');
  });
});

test('levels, driver power and dependence of a small chain with a shortcut', () => {
  const { factors } = causeStructure(mapOf('a>b b>c c>d a>d x>d', { d: 'symptom', x: 'external' }));
  expect(
    factors.map(({ factor, level, driverPower, dependence, role }) => [
      factor,
      level,
      driverPower,
      dependence,
      role,
    ]),
  ).toEqual([
    ['a', 4, 4, 1, 'root'],
    ['b', 3, 3, 2, 'trigger'],
    ['c', 2, 2, 3, 'triggered'],
    ['d', 1, 1, 5, 'symptom'],
    ['x', 2, 2, 1, 'external'],
  ]);
});

test('factors on a circle share their level, and a circle that nothing leads to is a root as a whole', () => {
  const structure = causeStructure(mapOf('a>b b>a b>c', { c: 'symptom' }));
  expect(structure.roots).toEqual(['a', 'b']);
  expect(structure.factors.map(({ level }) => level)).toEqual([2, 2, 1]);
  expect(structure.smallestRootSet).toEqual({ roots: ['a'], exact: true });
});

describe('feedback loops', () => {
  test('are found once each and named by their factors', () => {
    const { loops } = causeStructure(mapOf('a>b b>a b>c c>a'));
    expect(loops.map(({ name }) => name.id)).toEqual([
      'Lingkar penguat 1: A → B → A',
      'Lingkar penguat 2: A → B → C → A',
    ]);
  });

  test.each([
    // arrows           nature
    ['a>b b>a', 'reinforcing'],
    ['a-b b>a', 'balancing'],
    ['a-b b-a', 'reinforcing'],
  ])('%s is %s', (arrows, nature) => {
    expect(causeStructure(mapOf(arrows)).loops).toMatchObject([{ nature }]);
  });

  test('a map in which everything causes everything lists a bounded number and says that there are more', () => {
    const slugs = [...'abcdefghijkl'];
    const arrows = slugs.flatMap((from) => slugs.filter((to) => to !== from).map((to) => `${from}>${to}`));
    const { loops, moreLoops } = causeStructure(mapOf(arrows.join(' ')));
    expect(loops).toHaveLength(200);
    expect(moreLoops).toBe(true);
  });
});

describe('the fewest roots that reach every symptom', () => {
  test.each([
    // links                                   symptoms     roots
    ['one root reaches both', 'a>x a>y b>x c>y', 'x y', ['a']],
    ['two are needed', 'a>x b>y c>z b>z', 'x y z', ['b', 'a']],
    ['greedy would take three', 'g>p g>q g>r g>s h>p h>q h>t i>r i>s i>u', 'p q r s t u', ['h', 'i']],
    ['an outside influence only where nothing else reaches', 'o>x a>x o>y', 'x y', ['o']],
  ])('%s', (_, arrows, symptoms, roots) => {
    const kinds = Object.fromEntries(symptoms.split(' ').map((slug) => [slug, 'symptom' as const]));
    expect(causeStructure(mapOf(arrows, { ...kinds, o: 'external' })).smallestRootSet).toEqual({
      roots,
      exact: true,
    });
  });

  test('where the partners have a root of their own, it goes before the outside influence', () => {
    const map = mapOf('o>x a>x', { x: 'symptom', o: 'external' });
    expect(causeStructure(map).smallestRootSet.roots).toEqual(['a']);
  });

  test('the roots named reach every symptom, in any map', () => {
    const slugs = [...'abcdefgh'];
    const arrow = fc
      .tuple(fc.constantFrom(...slugs), fc.constantFrom(...slugs))
      .filter(([from, to]) => from !== to);
    const arrows = fc.uniqueArray(arrow, {
      selector: ([from, to]) => from + to,
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(arrows, (pairs) => {
        const map = mapOf(pairs.map(([from, to]) => `${from}>${to}`).join(' '));
        const structure = causeStructure(map);
        const reached = new Set(structure.smallestRootSet.roots);
        for (const here of reached) {
          for (const link of map.links) if (link.from === here) reached.add(link.to);
        }
        expect(structure.symptoms.filter((symptom) => !reached.has(symptom))).toEqual([]);
        expect(structure.smallestRootSet.exact).toBe(true);
      }),
    );
  });
});

describe('bad maps are refused', () => {
  test.each([
    ['a tree that runs in a circle, named', textOf('x>a a>b b>c c>a', {}, 'tree'), /berputar: a → b → c → a/],
    ['a factor that causes itself', textOf('a>a'), /tidak dapat menyebabkan dirinya sendiri/],
    ['the same link twice', textOf('a>b a>b'), /sudah ditulis/],
    ['raising and lowering at once', textOf('a>b a-b'), /tidak dapat sekaligus/],
    ['an unknown factor', textOf('a>b').replace('"to":"b"', '"to":"z"'), /faktor "z" tidak dikenal/],
    ['no factor at all', '{"title":{"id":"a","en":"a"},"factors":[],"links":[]}', /./],
    ['a link without evidence', textOf('a>b').replace(/"evidence":\[.*?\]\}/, '"evidence":[]}'), /./],
  ])('%s', (_, text, reason) => {
    const read = readCauseMap(text);
    expect(!read.ok && read.problems[0]?.reason.id).toMatch(reason);
    expect(!read.ok && read.problems[0]?.line).toBe(1);
  });

  test('with the line of the link that closes the circle', () => {
    const text = textOf('a>b b>a', {}, 'tree').replaceAll('{"from"', '\n{"from"');
    const read = readCauseMap(text);
    expect(!read.ok && read.problems[0]?.line).toBe(3);
  });
});
