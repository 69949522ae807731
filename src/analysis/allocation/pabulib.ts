import { inUnits, readAmount, written } from './decimal-amount.ts';
import type { BallotKind, Election, Project } from './election.ts';
import { BallotGatherer, MAX_POINTS } from './election.ts';
import type { Sections } from './pabulib-sections.ts';
import { columnsOf, splitSections } from './pabulib-sections.ts';
import { refuseAllocation } from './problem.ts';

/** A Pabulib file as read: the election, and the META section as it stood. */
export interface PabulibFile {
  readonly election: Election;
  readonly meta: Readonly<Record<string, string>>;
  /** What was read otherwise than it stands in the file. */
  readonly notes: readonly ReadingNote[];
}

/** A project that stands twice on a ballot counts once, at its first place: on how many ballots, the first on which line. */
export interface ReadingNote {
  readonly code: 'ballot.project-twice';
  readonly ballots: number;
  readonly line: number;
}

const BALLOT_KINDS: ReadonlyMap<string, BallotKind> = new Map([
  ['approval', 'approval'],
  ['choose-1', 'approval'],
  ['cumulative', 'points'],
  ['scoring', 'points'],
  ['ordinal', 'ranking'],
]);

/**
 * Reads a Pabulib `.pb` file: sections META, PROJECTS and VOTES, cells parted by semicolons, quoted as in CSV.
 * Amounts may have decimals: all of a file are counted in the smallest unit that one of them has (`Election.decimals`).
 * A project that stands twice on a ballot counts once, which is noted; with points it is refused. `category` gives the fields, parted by commas;
 * the columns `institution` and `accepts_from` are Pilar's own and optional. Everything else about projects and
 * voters is passed over. An empty vote counts as a voter without a choice.
 * Throws AllocationInputError with the line of the first mistake.
 * Source: Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis" (2023).
 */
export function readPabulib(text: string): PabulibFile {
  const sections = splitSections(text);
  const meta = readMeta(sections);
  const budgetRow = meta.get('budget') ?? refuseAllocation('file.no-meta', null, { key: 'budget' });
  const typedBudget = readAmount(budgetRow.value, budgetRow.line);
  if (typedBudget.digits === 0n) refuseAllocation('budget.zero', budgetRow.line, { amount: '0' });
  const typeRow = meta.get('vote_type') ?? refuseAllocation('file.no-meta', null, { key: 'vote_type' });
  const kind =
    BALLOT_KINDS.get(typeRow.value) ??
    refuseAllocation('file.vote-type', typeRow.line, { type: typeRow.value });
  const { projects, decimals } = readProjects(sections, typedBudget.decimals);
  checkCount(meta, 'num_projects', projects.length);
  const gatherer = new BallotGatherer(inUnits(typedBudget, decimals), projects, kind);
  const votes = readVotes(sections, kind, typeRow.value, gatherer);
  checkCount(meta, 'num_votes', votes.count);
  const places = meta.get('max_length')?.value ?? '';
  return {
    election: {
      ...gatherer.election(),
      ...(decimals > 0 ? { decimals } : {}),
      ...(kind === 'ranking' && /^\d{1,5}$/.test(places) ? { places: Number(places) } : {}),
    },
    meta: Object.fromEntries([...meta].map(([key, { value }]) => [key, value])),
    notes: votes.notes,
  };
}

/**
 * The currency of a file's amounts: what it names; rupiah where it names none and comes from Indonesia or nowhere; and
 * none (the empty text) for another country's, rather than a wrong one.
 */
export function currencyOf(meta: Readonly<Record<string, string>>): string {
  if (meta.currency) return meta.currency.toUpperCase();
  return meta.country === undefined || /^indonesia$/i.test(meta.country) ? 'IDR' : '';
}

function readMeta(sections: Sections): Map<string, { value: string; line: number }> {
  const section = sections.get('META') ?? refuseAllocation('file.no-section', null, { section: 'META' });
  const meta = new Map<string, { value: string; line: number }>();
  for (const { line, cells } of section.rows) {
    const key = (cells[0] ?? '').trim();
    if (meta.has(key)) refuseAllocation('file.twice', line, { what: key });
    meta.set(key, { value: (cells[1] ?? '').trim(), line });
  }
  return meta;
}

/** The projects, and the digits behind the mark that all amounts are counted with. */
function readProjects(sections: Sections, least: number): { projects: Project[]; decimals: number } {
  const { rows, cell } = columnsOf(sections, 'PROJECTS', ['project_id', 'cost']);
  const known = new Set<string>();
  const read = rows.map((row) => {
    const id = cell(row, 'project_id');
    if (id === '') refuseAllocation('project.no-id', row.line);
    if (known.has(id)) refuseAllocation('project.id-twice', row.line, { project: id });
    known.add(id);
    const cost = readAmount(cell(row, 'cost'), row.line);
    if (cost.digits === 0n) refuseAllocation('project.zero-cost', row.line, { project: id });
    const accepts = cell(row, 'accepts_from');
    return { row, id, cost, acceptsFrom: accepts ? readAmount(accepts, row.line) : undefined };
  });
  const decimals = read.reduce(
    (most, { cost, acceptsFrom }) => Math.max(most, cost.decimals, acceptsFrom?.decimals ?? 0),
    least,
  );
  const projects = read.map(({ row, id, cost, acceptsFrom }) => {
    const fields = listOf(cell(row, 'category'));
    const institution = cell(row, 'institution');
    return {
      id,
      cost: inUnits(cost, decimals),
      name: cell(row, 'name') || id,
      ...(institution ? { institution } : {}),
      ...(fields.length > 0 ? { fields } : {}),
      ...(acceptsFrom ? { acceptsFrom: inUnits(acceptsFrom, decimals) } : {}),
    };
  });
  return { projects, decimals };
}

function readVotes(
  sections: Sections,
  kind: BallotKind,
  type: string,
  gatherer: BallotGatherer,
): { count: number; notes: ReadingNote[] } {
  const needed = kind === 'points' ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote'];
  const { rows, cell } = columnsOf(sections, 'VOTES', needed);
  const known = new Set<string>();
  const doubled: number[] = [];
  for (const row of rows) {
    const voter = cell(row, 'voter_id');
    if (known.has(voter)) refuseAllocation('ballot.voter-twice', row.line, { voter });
    known.add(voter);
    const named = listOf(cell(row, 'vote'));
    if (kind === 'points') {
      const points = listOf(cell(row, 'points')).map((given) => readPoints(given, row.line));
      gatherer.add({ projects: named, points }, row.line);
      continue;
    }
    const projects = [...new Set(named)];
    if (projects.length < named.length) doubled.push(row.line);
    if (type === 'choose-1' && projects.length > 1)
      refuseAllocation('ballot.too-many-choices', row.line, { count: projects.length, limit: 1 });
    gatherer.add({ projects }, row.line);
  }
  const [line] = doubled;
  const notes: ReadingNote[] =
    line === undefined ? [] : [{ code: 'ballot.project-twice', ballots: doubled.length, line }];
  return { count: rows.length, notes };
}

function readPoints(given: string, line: number): number {
  if (!/^\d{1,15}(\.0{0,15})?$/.test(given))
    refuseAllocation('ballot.points-unreadable', line, { points: given, limit: MAX_POINTS });
  return Number(given);
}

function listOf(text: string): string[] {
  if (text === '' || text.toLowerCase() === 'none') return [];
  return text.split(',').map((entry) => entry.trim());
}

/** A count that does not fit tells of a file that was cut or edited by hand. */
function checkCount(
  meta: ReadonlyMap<string, { value: string; line: number }>,
  key: string,
  found: number,
): void {
  const stated = meta.get(key);
  if (stated && Number(stated.value) !== found)
    refuseAllocation('file.count', stated.line, { key, stated: stated.value, found });
}

const VOTE_TYPES: Readonly<Record<BallotKind, string>> = {
  approval: 'approval',
  points: 'scoring',
  ranking: 'ordinal',
};

/**
 * Writes an election as a Pabulib file that reads back to the same election. Voters are numbered through, since
 * ballots are secret; `selected` marks the funded projects. Give what is known of the place in `meta` (country,
 * unit, instance, rule, dates); budget, counts and vote type are filled in. A comma in the name of a field parts
 * it in two, as the format has no other way to list fields.
 */
export function writePabulib(
  election: Election,
  meta: Readonly<Record<string, string>> = {},
  selected: readonly string[] = [],
): string {
  const amount = (units: bigint) => written(units, election.decimals ?? 0);
  const known = meta.vote_type;
  const type =
    known && BALLOT_KINDS.get(known) === election.ballotKind ? known : VOTE_TYPES[election.ballotKind];
  const facts = {
    ...meta,
    num_projects: String(election.projects.length),
    num_votes: String(election.voters),
    budget: amount(election.budget),
    vote_type: type,
    ...(election.places === undefined ? {} : { max_length: String(election.places) }),
  };
  const won = new Set(selected);
  const votes = Array.from(election.projects, () => 0);
  for (const ballot of election.classes)
    for (const project of ballot.projects) votes[project] = (votes[project] ?? 0) + ballot.weight;
  const projects = election.projects.map((project, position) => [
    project.id,
    amount(project.cost),
    String(votes[position]),
    project.name,
    (project.fields ?? []).join(','),
    project.institution ?? '',
    project.acceptsFrom === undefined ? '' : amount(project.acceptsFrom),
    won.has(project.id) ? '1' : '0',
  ]);
  const withPoints = election.ballotKind === 'points';
  const ballots: string[][] = [];
  for (const ballot of election.classes) {
    const vote = ballot.projects.map((project) => election.projects[project]?.id ?? '').join(',');
    for (let copy = 0; copy < ballot.weight; copy += 1) {
      const voter = String(ballots.length + 1);
      ballots.push(withPoints ? [voter, vote, (ballot.points ?? []).join(',')] : [voter, vote]);
    }
  }
  const rows = [
    ['META'],
    ['key', 'value'],
    ...Object.entries(facts),
    ['PROJECTS'],
    ['project_id', 'cost', 'votes', 'name', 'category', 'institution', 'accepts_from', 'selected'],
    ...projects,
    ['VOTES'],
    withPoints ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote'],
    ...ballots,
  ];
  return `${rows.map((row) => row.map(quoted).join(';')).join('\n')}\n`;
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
