import { ownEntry } from '#kernel/own-entry.ts';
import type { Model } from './model.ts';

/**
 * What a change of a model does to those who work by it: `wording` changes only what is read, `compatible` allows what
 * was refused or adds what was not there, `tightening` asks for more or allows less, `breaking` takes away what running
 * things are kept under. What no rule here names is breaking: better one careful look too many.
 */
export type Weight = 'wording' | 'compatible' | 'tightening' | 'breaking';

/** One change, at a path of names: `proposals.usulan.checks.photos.atLeast`. */
export type Change = {
  readonly path: readonly string[];
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  readonly weight: Weight;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** Keys whose text is for people alone, and the citation behind a rule. */
const READ =
  /^(title|short|about|label|help|task|others|legal|basis|.*Basis|aliases|uncertain|advice|letter)$/;

/** Numbers and days of which more, or later, asks for more; of the others here less does. */
const STRICTER: Readonly<Record<string, 'more' | 'less'>> = {
  atLeast: 'more',
  atMost: 'less',
  share: 'more',
  minimumSupport: 'more',
  photosEach: 'more',
  least: 'more',
  earliest: 'more',
  from: 'more',
  most: 'less',
  latest: 'less',
  to: 'less',
  amount: 'less',
  amountAbove: 'less',
  workingDays: 'less',
  days: 'less',
  months: 'less',
  years: 'less',
  count: 'less',
};

/** Answers yes or no, and which of the two asks for more, or shows more than before. */
const SWITCHES: Readonly<Record<string, { readonly on: Weight; readonly off: Weight }>> = {
  required: { on: 'tightening', off: 'compatible' },
  personal: { on: 'compatible', off: 'breaking' },
  secondFactor: { on: 'tightening', off: 'compatible' },
  reason: { on: 'tightening', off: 'compatible' },
  inCash: { on: 'compatible', off: 'tightening' },
  withoutAccount: { on: 'compatible', off: 'tightening' },
  document: { on: 'tightening', off: 'compatible' },
  unlessEntered: { on: 'compatible', off: 'tightening' },
  onePersonManyElements: { on: 'compatible', off: 'tightening' },
};

/** What it means that something joins a list, or leaves it; other lists only grow without harm. */
const LISTS: Readonly<Record<string, { readonly added: Weight; readonly removed: Weight }>> = {
  checks: { added: 'tightening', removed: 'compatible' },
  route: { added: 'tightening', removed: 'compatible' },
  followUp: { added: 'tightening', removed: 'compatible' },
  after: { added: 'tightening', removed: 'compatible' },
  elements: { added: 'tightening', removed: 'compatible' },
  goals: { added: 'compatible', removed: 'compatible' },
  checklists: { added: 'compatible', removed: 'compatible' },
  items: { added: 'compatible', removed: 'compatible' },
  awards: { added: 'compatible', removed: 'compatible' },
  sanctions: { added: 'tightening', removed: 'compatible' },
  asks: { added: 'tightening', removed: 'compatible' },
  notSameAs: { added: 'tightening', removed: 'compatible' },
  minimumShares: { added: 'tightening', removed: 'compatible' },
  parties: { added: 'compatible', removed: 'tightening' },
  to: { added: 'compatible', removed: 'tightening' },
  targets: { added: 'compatible', removed: 'compatible' },
  fromPaper: { added: 'compatible', removed: 'tightening' },
  onBehalf: { added: 'compatible', removed: 'tightening' },
  steers: { added: 'compatible', removed: 'tightening' },
  offices: { added: 'compatible', removed: 'tightening' },
  takesUp: { added: 'compatible', removed: 'tightening' },
  conveners: { added: 'compatible', removed: 'tightening' },
  deciders: { added: 'compatible', removed: 'tightening' },
  officers: { added: 'compatible', removed: 'tightening' },
  executors: { added: 'compatible', removed: 'tightening' },
  record: { added: 'compatible', removed: 'tightening' },
  by: { added: 'compatible', removed: 'tightening' },
  keptBy: { added: 'compatible', removed: 'tightening' },
  approachedBy: { added: 'compatible', removed: 'tightening' },
  endedBy: { added: 'tightening', removed: 'compatible' },
  pauses: { added: 'compatible', removed: 'tightening' },
  may: { added: 'compatible', removed: 'tightening' },
  roles: { added: 'compatible', removed: 'compatible' },
  holders: { added: 'tightening', removed: 'compatible' },
  papers: { added: 'tightening', removed: 'compatible' },
  taxes: { added: 'compatible', removed: 'tightening' },
  checkpoints: { added: 'tightening', removed: 'compatible' },
  tranches: { added: 'breaking', removed: 'breaking' },
};

/** What names one of a list, in the order in which it is looked for. */
const NAMES = [
  'id',
  'kind',
  'forum',
  'purse',
  'step',
  'tranche',
  'element',
  'key',
  'option',
  'check',
  'party',
  'nature',
  'goal',
  'pillar',
  'office',
  'body',
  'seat',
  'role',
  'source',
  'paper',
  'tax',
  'field',
  'award',
  'aspect',
  'sanction',
  'measure',
  'about',
] as const;

/**
 * Every difference between two versions of a model, in the order of the newer one, each with what it means. Name,
 * version and origin themselves are not compared. Things are the same when they bear the same name, wherever they stand in a list.
 */
export function compareModels(before: Model, after: Model): Change[] {
  const rules = ({ name: _, version: __, schema: ___, adopted: ____, ...others }: Model) => others;
  return different(rules(before), rules(after), []);
}

/** The gravest first, each weight in the order of the model. */
const GRAVEST: readonly Weight[] = ['breaking', 'tightening', 'compatible', 'wording'];

/** The same changes, the gravest first. */
export function byWeight(changes: readonly Change[]): Change[] {
  return GRAVEST.flatMap((weight) => changes.filter((one) => one.weight === weight));
}

/** The gravest of some changes; undefined where there are none. */
export function gravest(changes: readonly Change[]): Weight | undefined {
  return byWeight(changes)[0]?.weight;
}

/**
 * What two versions changed of the same thing in different ways, both made from one origin: their paths. Whoever takes
 * over what the origin published anew decides on these by hand; all else can be taken over as it is.
 */
export function collisions(mine: readonly Change[], theirs: readonly Change[]): readonly string[] {
  const text = (change: Change) => change.path.join('.');
  const within = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);
  const same = (one: Change, other: Change) =>
    text(one) === text(other) && shown(one.after) === shown(other.after) && one.change === other.change;
  const found = mine.flatMap((one) =>
    theirs
      .filter((other) => within(text(one), text(other)) || within(text(other), text(one)))
      .filter((other) => !same(one, other))
      .map((other) => (text(one).length < text(other).length ? text(one) : text(other))),
  );
  return [...new Set(found)];
}

/** Whether a part of a model is for people alone: it binds nobody. */
function isRead(path: readonly string[]): boolean {
  return READ.test(path.at(-1) ?? '') || path[0] === 'partnership' || path.includes('legal');
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function different(before: unknown, after: unknown, path: readonly string[]): Change[] {
  if (shown(before) === shown(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return inList(before, after, path);
  if (isTree(before) && isTree(after) && !READ.test(path.at(-1) ?? '')) {
    return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((key) =>
      different(ownEntry(before, key), ownEntry(after, key), [...path, key]),
    );
  }
  // A list or a group of rules that is not there is one without anything in it.
  if (Array.isArray(before) && after === undefined) return inList(before, [], path);
  if (Array.isArray(after) && before === undefined) return entering(after, path);
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [{ path, change, weight: weightOf(before, after, path), before, after }];
}

/** A list that was not there: whoever was free of it is bound by it now. */
function entering(after: readonly unknown[], path: readonly string[]): Change[] {
  const narrows = path.at(-1) === 'parties' || path.at(-1) === 'carriedOutBy';
  return narrows ? [{ path, change: 'added', weight: 'tightening', after }] : inList([], after, path);
}

function inList(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): Change[] {
  const key = path.at(-1) ?? '';
  const weights = ownEntry(LISTS, key) ?? { added: 'compatible', removed: 'breaking' };
  const [old, now] = [named(before), named(after)];
  const changes = [...now].flatMap(([name, value]): Change[] => {
    const here = [...path, name];
    if (old.has(name)) return different(old.get(name), value, here);
    return [
      {
        path: here,
        change: 'added',
        weight: isRead(path) ? 'wording' : joining(key, value, weights.added),
        after: value,
      },
    ];
  });
  const removed = [...old].flatMap(([name, value]): Change[] =>
    now.has(name)
      ? []
      : [
          {
            path: [...path, name],
            change: 'removed',
            weight: isRead(path) ? 'wording' : weights.removed,
            before: value,
          },
        ],
  );
  const kept = (names: Iterable<string>, others: ReadonlyMap<string, unknown>) =>
    [...names].filter((name) => others.has(name)).join(' ');
  const turned: Change[] =
    (key === 'route' || key === 'followUp') && kept(old.keys(), now) !== kept(now.keys(), old)
      ? [{ path, change: 'reordered', weight: 'tightening', before: [...old.keys()], after: [...now.keys()] }]
      : [];
  return [...changes, ...turned, ...removed];
}

/** What joins: a question that must be answered, or a paper that must be there, asks for more; one that need not does not. */
function joining(list: string, value: unknown, weight: Weight): Weight {
  if (!isTree(value)) return weight;
  if (list === 'papers' && value.required === false) return 'compatible';
  return list === 'fields' && value.required !== false ? 'tightening' : weight;
}

/** The members of a list by their names; of two of one name the second is told apart by its place. */
function named(list: readonly unknown[]): Map<string, unknown> {
  const members = new Map<string, unknown>();
  list.forEach((value, i) => {
    const key = isTree(value) ? NAMES.find((one) => typeof value[one] === 'string') : undefined;
    const name = isTree(value) ? (key ? String(value[key]) : String(i)) : String(value);
    members.set(members.has(name) ? `${name} (${i + 1})` : name, value);
  });
  return members;
}

/** What the members of a list are called in the path of a change, in their order. */
export function namesIn(list: readonly unknown[]): readonly string[] {
  return [...named(list).keys()];
}

function weightOf(before: unknown, after: unknown, path: readonly string[]): Weight {
  const key = path.at(-1) ?? '';
  if (isRead(path)) return 'wording';
  // Nothing that runs is kept under a goal.
  if (path[0] === 'goals' && key === 'measure') return 'compatible';
  // `from` and `to` bound a window; elsewhere they name something.
  const named = (key === 'from' || key === 'to') && path.at(-2) !== 'window';
  // Of a levy, more asks for more; of what is given, less does.
  const levied = key === 'amount' && path.at(-2) === 'owed';
  const side = named ? undefined : levied ? 'more' : ownEntry(STRICTER, key);
  const switches = ownEntry(SWITCHES, key);
  if (switches) return after === true ? switches.on : switches.off;
  if (key === 'severity') return after === 'override' ? 'compatible' : 'tightening';
  if (side && comparable(before) && comparable(after)) {
    const more = after > before;
    return more === (side === 'more') ? 'tightening' : 'compatible';
  }
  // A bound or a condition that was not there, or is not any more.
  if (key === 'when')
    return before === undefined ? 'compatible' : after === undefined ? 'tightening' : 'breaking';
  if (before === undefined && (side || key === 'within' || key === 'tranches')) return 'tightening';
  if (after === undefined && (side || key === 'within')) return 'compatible';
  if (key === 'waive') return before === undefined ? 'compatible' : 'tightening';
  if (key === 'leaves') return before === undefined ? 'compatible' : 'tightening';
  // A list beside the programme: nobody is bound by it.
  if (key === 'register') return 'compatible';
  if (key === 'escalate') return before === undefined ? 'tightening' : 'compatible';
  // In which order needs are shown takes nothing from anybody; that they are open to more does neither.
  if (path.includes('weights') || path.includes('targets')) return 'compatible';
  // An offer that has to be answered by a day; what was offered before keeps the day it had.
  if (key === 'lapses') return before === undefined ? 'tightening' : 'compatible';
  if (key === 'open') return before === undefined ? 'compatible' : 'tightening';
  // What nobody owed before, or what stayed where it was when the year ended.
  if (key === 'owed' || key === 'atYearEnd') {
    return before === undefined ? 'tightening' : after === undefined ? 'compatible' : 'breaking';
  }
  // A whole section that joins binds nobody who was there before.
  if (before === undefined && path.length === 1) return 'compatible';
  return 'breaking';
}

function comparable(value: unknown): value is number | bigint | string {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string';
}

/** A value as text, to be compared: the same however its keys are ordered. */
function shown(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'bigint') return `${part}`;
      return isTree(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part;
    }) ?? ''
  );
}
