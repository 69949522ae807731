import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A message that is said in several ways, by number. */
type Forms = readonly { readonly match: Readonly<Record<string, string>> }[];
type Messages = { readonly [key: string]: string | Forms | Messages };

/** Numbers that the program or a model sets, never one. */
const LIMITS = new Set(['limit', 'most', 'least', 'min', 'rules', 'shown', 'seconds']);
/** Bounds of a page that is too large, and nodes that hold all they do of one thing: there are always several. */
const SEVERAL = new Set([
  'ballots.file.limit',
  'ballots.file.too-many',
  'components.overlap.sentence',
  'networks.import.file-hint',
  'networks.leave.steps',
  'networks.position.most-contacts',
  'networks.position.most-contacts-shared',
  'proposal.list.more-than',
  'refusal.file.pixels.detail',
  'refusal.network.too-large.detail',
]);

const plain: { key: string; text: string }[] = [];
const counted = new Set<string>();

function collect(messages: Messages, before: string): void {
  for (const [name, message] of Object.entries(messages)) {
    const key = before + name;
    if (typeof message === 'string') plain.push({ key, text: message });
    else if (isForms(message))
      for (const noun of message.flatMap(({ match }) => nounsIn(match))) counted.add(noun);
    else collect(message, `${key}.`);
  }
}

function isForms(message: Forms | Messages): message is Forms {
  return Array.isArray(message);
}

/** The words that stand behind a number in the form for many and not in that for one. */
function nounsIn(match: Readonly<Record<string, string>>): string[] {
  const forms = Object.entries(match);
  const one = new Set(
    forms.filter(([when]) => when.includes('=one')).flatMap(([, text]) => text.split(/\P{L}+/u)),
  );
  const many = forms.filter(([when]) => !when.includes('=one')).flatMap(([, text]) => text.split(/\P{L}+/u));
  return many.filter((word) => word.endsWith('s') && !one.has(word));
}

for (const file of globSync('messages/en/*.json')) collect(JSON.parse(readFileSync(file, 'utf8')), '');

test('in English what is counted stands behind its number in two forms', () => {
  expect(counted.size).toBeGreaterThan(30);
  const ever = plain.flatMap(({ key, text }) =>
    [...text.matchAll(/\{(\w+)\}\s(?:(?!some|all)\p{L}+\s)?(\p{L}+)/gu)].flatMap(
      ([found, number = '', noun = '']) =>
        counted.has(noun) && !LIMITS.has(number) && !SEVERAL.has(key) ? [`${key}: ${found}`] : [],
    ),
  );
  expect(ever).toEqual([]);
});

test('what is said of several alone is still there', () => {
  expect([...SEVERAL].filter((key) => !plain.some((one) => one.key === key))).toEqual([]);
});
