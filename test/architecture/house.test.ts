import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, test } from 'vitest';
import rules from '../../.dependency-cruiser.mjs';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const RULE_FILES = filesUnder('src')
  .filter((path) => /^src\/(kernel|analysis|modules)\/.*\.ts$/.test(path))
  .filter((path) => !/\.(store|service|test|bench)\.ts$|clock\.ts$|worker|kernel\/id\.ts$/.test(path));

test('everybody imports downwards, and modules only through their door', async () => {
  const { output } = await cruise(
    ['src'],
    { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  if (typeof output === 'string') throw new Error(output);
  expect(output.summary.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)).toEqual([]);
  expect(output.summary.totalCruised).toBeGreaterThan(100);
});

test.each(RULE_FILES)('%s asks neither clock nor chance nor the process', (path) => {
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/new Date\(\)|Date\.now\(|Math\.random\(|\bprocess\./);
});

test('no rule of PIPPK stands in TypeScript', () => {
  const model = readFileSync('models/pippk/2015.yaml', 'utf8');
  const offices = ['lurah', 'camat', 'setda', 'village-treasurer'];
  const elements = [...model.matchAll(/element: ([a-z-]+)/g)].map((match) => match[1] ?? '');
  const scopes = [...model.matchAll(/\{ id: ([a-z0-9-]+), parties:/g)].map((match) => match[1] ?? '');
  const words = [...offices, ...elements, ...scopes, 'karang-taruna', 'pkk', '100_000_000', '436'].filter(
    Boolean,
  );
  expect(words.length).toBeGreaterThan(25);
  for (const path of filesUnder('src/modules').filter((one) => !/\.test\.ts$/.test(one))) {
    const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    for (const word of words) {
      if (word === 'rt' || word === 'rw') continue;
      expect(code.includes(`'${word}'`), `${path} names ${word}`).toBe(false);
    }
  }
});

const PAGES = filesUnder('src/routes/[tenant]').filter(
  (path) => /\.ts$/.test(path) && !/\.test\.ts$/.test(path),
);

/** Actions that answer something of their own when they refuse, with what that is. */
const OWN_ANSWER: Readonly<Record<string, string>> = {
  'usulan/[id]/ubah': 'the draft as typed, and the version it may be sent on',
  'analisis/sebab/[id]/ubah': 'fields that were ticked more than once',
  'analisis/suara': 'a file that is only reckoned with; nothing is changed',
  'musyawarah/[id]/suara/cetak': 'codes, which are shown once and kept nowhere',
  suara: 'a ballot without a person, as it was filled in',
  'usulan/kirim': 'a code, which is shown once and kept nowhere',
  'usulan/titip': 'a code, which is shown once and kept nowhere',
  lacak: 'what a code opens, which no address may hold',
};

test('forms of a city’s pages are carried out and refused in one way', () => {
  const other = PAGES.filter((path) =>
    /import \{[^}]*\bfail\b[^}]*\} from '@sveltejs\/kit'/.test(read(path)),
  );
  expect(other.map(place).toSorted()).toEqual(Object.keys(OWN_ANSWER).toSorted());
  // A version is a number of a form in one place only: `versionIn`.
  const versions = PAGES.filter((path) =>
    /Number\(\s*textOf\([^)]*'version'|textOf\(form, 'version'\)/.test(read(path)),
  );
  expect(versions).toEqual([]);
});

/** Most lines of a page's server file: beyond them it reads, decides or words what belongs in a file of its own. */
const PAGE_LINES = 150;
/** Most modules that one page enters: beyond them it gathers what a read use case should. */
const PAGE_MODULES = 4;

/** Larger ones, each with its reason. */
const LARGE: Readonly<Record<string, string>> = {
  'analisis/instrumen/putaran/[id]': 'the words of a round’s stages and of each rater’s answers',
  'analisis/jejaring/impor': 'the file’s own notes and problems in words',
  'analisis/keseimbangan/pemusatan': 'what each index means here, one sentence for each',
  'analisis/sebab/mulai': 'what a map can begin with: nothing, a file, a study, another map',
  'analisis/sebab/[id]/ubah': 'six forms of one drawing',
};

test('a page’s server file reads its address, asks a use case or two, and words the answer', () => {
  const files = PAGES.filter((path) => path.endsWith('+page.server.ts'));
  expect(files.length).toBeGreaterThan(60);
  const large = files.filter((path) => read(path).split('\n').length - 1 > PAGE_LINES);
  expect(large.map(place).toSorted()).toEqual(Object.keys(LARGE).toSorted());
  const gathering = files.flatMap((path) => {
    const modules = new Set([...read(path).matchAll(/from '#modules\/([a-z]+)\//g)].map(([, name]) => name));
    return modules.size > PAGE_MODULES ? [`${place(path)}: ${[...modules].join(' ')}`] : [];
  });
  expect(gathering).toEqual([]);
});

/** Entries of the journal have said it so since the first vote; what was written stays as it is. */
const KEPT_WORDS = 'src/modules/deliberation/ballot.service.ts';

test('whether something is so is a boolean or a state with a name', () => {
  const worded = filesUnder('src').filter(
    (path) =>
      /\.(ts|svelte)$/.test(path) &&
      !/\.test\.ts$|paraglide/.test(path) &&
      /'yes' \| 'no'|'(yes|no)'( as const)?\)? : \(?'(yes|no)'|required="(yes|no)"/.test(read(path)),
  );
  expect(worded).toEqual([KEPT_WORDS]);
});

test('queries of one transaction follow each other', () => {
  // Of several at once the next is sent when the first has failed: then perhaps after the transaction was rolled back.
  const atOnce = filesUnder('src').filter(
    (path) =>
      /\.(ts|svelte)$/.test(path) &&
      !/\.test\.ts$|paraglide/.test(path) &&
      atOnceIn(read(path)).some((inside) => /\btx\b/.test(inside) && !/\.read\(/.test(inside)),
  );
  expect(atOnce).toEqual([]);
});

/** What is done at once, wherever several things are. */
function atOnceIn(code: string): string[] {
  return [...code.matchAll(/Promise\.all(?:Settled)?\(/g)].map(({ index, 0: head }) => {
    const start = index + head.length;
    let end = start;
    for (let open = 1; open > 0 && end < code.length; end++) {
      if (code[end] === '(') open++;
      else if (code[end] === ')') open--;
    }
    return code.slice(start, end - 1);
  });
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The page of a file, beneath its city. */
function place(path: string): string {
  return path.replace('src/routes/[tenant]/', '').replace(/\/\+page\.server\.ts$/, '');
}

test.each(
  filesUnder('src')
    .filter((path) => path.endsWith('.svelte') && !path.endsWith('PlaceSearch.svelte'))
    .filter((path) => /\smaxlength=/.test(readFileSync(path, 'utf8'))),
)('%s lets no browser cut what people write: it is read, and refused where it is too long', (path) => {
  // Codes, telephone numbers and passwords have an end; a name, a reason or a text that is pasted is never cut in silence.
  for (const tag of readFileSync(path, 'utf8').match(/<[A-Za-z]+\s[^<]*?\smaxlength=[^<]*?\/?>/g) ?? []) {
    const limit = Number(/\smaxlength=["{](\d+)["}]/.exec(tag)?.[1] ?? Number.NaN);
    const ended = /password|identifier/i.test(tag);
    expect(ended || limit <= 40, tag.slice(0, 120)).toBe(true);
  }
});

test('whether somebody looked at an earlier version is asked in one place', () => {
  const told = filesUnder('src/modules')
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => readFileSync(path, 'utf8').includes("refuse('input.stale'"));
  expect(told).toEqual([]);
});
