import { ownEntry } from '#kernel/own-entry.ts';
import type { BallotKind, Election, Project } from './election.ts';
import { BallotGatherer, MAX_AMOUNT } from './election.ts';
import type { Sections } from './pabulib-sections.ts';
import { columnsOf, splitSections } from './pabulib-sections.ts';
import { refuseAllocation } from './problem.ts';

/** A Pabulib file as read: the election, and the META section as it stood. */
export interface PabulibFile {
  readonly election: Election;
  readonly meta: Readonly<Record<string, string>>;
}

const BALLOT_KINDS: Readonly<Record<string, BallotKind>> = {
  approval: 'approval',
  'choose-1': 'approval',
  cumulative: 'points',
  scoring: 'points',
  ordinal: 'ranking',
};

/**
 * Reads a Pabulib `.pb` file: sections META, PROJECTS and VOTES, cells parted by semicolons, quoted as in CSV.
 * Amounts are whole (a decimal part of zeros is accepted). `category` gives the fields, parted by commas;
 * the columns `institution` and `accepts_from` are Pilar's own and optional. Everything else about projects and
 * voters is passed over. An empty vote counts as a voter without a choice.
 * Throws AllocationInputError with the line of the first mistake.
 * Source: Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis" (2023).
 */
export function readPabulib(text: string): PabulibFile {
  const sections = splitSections(text);
  const meta = readMeta(sections);
  const budgetRow = meta.get('budget') ?? refuseAllocation('file.no-meta', null, { key: 'budget' });
  const budget = amount(budgetRow.value, budgetRow.line);
  if (budget === 0n) refuseAllocation('budget.zero', budgetRow.line, { amount: '0' });
  const typeRow = meta.get('vote_type') ?? refuseAllocation('file.no-meta', null, { key: 'vote_type' });
  const kind =
    ownEntry(BALLOT_KINDS, typeRow.value) ??
    refuseAllocation('file.vote-type', typeRow.line, { type: typeRow.value });
  const projects = readProjects(sections);
  checkCount(meta, 'num_projects', projects.length);
  const gatherer = new BallotGatherer(budget, projects, kind);
  checkCount(meta, 'num_votes', readVotes(sections, kind, typeRow.value, gatherer));
  return {
    election: gatherer.election(),
    meta: Object.fromEntries([...meta].map(([key, { value }]) => [key, value])),
  };
}

/** Reads amounts as files write them: `400000`, `400000.0`. */
function amount(text: string, line: number): bigint {
  if (/^-/.test(text)) refuseAllocation('amount.negative', line, { typed: text });
  if (/^\d+[.,]\d*[1-9]\d*$/.test(text)) refuseAllocation('amount.fraction', line, { typed: text });
  if (!/^\d{1,30}([.,]0+)?$/.test(text)) refuseAllocation('amount.unreadable', line, { typed: text });
  const whole = BigInt(text.replace(/[.,]0+$/, ''));
  if (whole > MAX_AMOUNT)
    refuseAllocation('amount.above-limit', line, { amount: text, limit: String(MAX_AMOUNT) });
  return whole;
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

function readProjects(sections: Sections): Project[] {
  const { rows, cell } = columnsOf(sections, 'PROJECTS', ['project_id', 'cost']);
  const known = new Set<string>();
  return rows.map((row) => {
    const id = cell(row, 'project_id');
    if (id === '') refuseAllocation('project.no-id', row.line);
    if (known.has(id)) refuseAllocation('project.id-twice', row.line, { project: id });
    known.add(id);
    const cost = amount(cell(row, 'cost'), row.line);
    if (cost === 0n) refuseAllocation('project.zero-cost', row.line, { project: id });
    const fields = listOf(cell(row, 'category'));
    const institution = cell(row, 'institution');
    const acceptsFrom = cell(row, 'accepts_from');
    return {
      id,
      cost,
      name: cell(row, 'name') || id,
      ...(institution ? { institution } : {}),
      ...(fields.length > 0 ? { fields } : {}),
      ...(acceptsFrom ? { acceptsFrom: amount(acceptsFrom, row.line) } : {}),
    };
  });
}

function readVotes(sections: Sections, kind: BallotKind, type: string, gatherer: BallotGatherer): number {
  const needed = kind === 'points' ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote'];
  const { rows, cell } = columnsOf(sections, 'VOTES', needed);
  const known = new Set<string>();
  for (const row of rows) {
    const voter = cell(row, 'voter_id');
    if (known.has(voter)) refuseAllocation('ballot.voter-twice', row.line, { voter });
    known.add(voter);
    const projects = listOf(cell(row, 'vote'));
    if (type === 'choose-1' && projects.length > 1)
      refuseAllocation('ballot.too-many-choices', row.line, { count: projects.length, limit: 1 });
    if (kind !== 'points') gatherer.add({ projects }, row.line);
    else {
      const points = listOf(cell(row, 'points')).map((given) =>
        /^\d+([.]0+)?$/.test(given) ? Number(given) : Number.NaN,
      );
      gatherer.add({ projects, points }, row.line);
    }
  }
  return rows.length;
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
  const known = meta.vote_type;
  const type =
    known && ownEntry(BALLOT_KINDS, known) === election.ballotKind ? known : VOTE_TYPES[election.ballotKind];
  const facts = {
    ...meta,
    num_projects: String(election.projects.length),
    num_votes: String(election.voters),
    budget: String(election.budget),
    vote_type: type,
  };
  const won = new Set(selected);
  const votes = Array.from(election.projects, () => 0);
  for (const ballot of election.classes)
    for (const project of ballot.projects) votes[project] = (votes[project] ?? 0) + ballot.weight;
  const projects = election.projects.map((project, position) => [
    project.id,
    String(project.cost),
    String(votes[position]),
    project.name,
    (project.fields ?? []).join(','),
    project.institution ?? '',
    project.acceptsFrom === undefined ? '' : String(project.acceptsFrom),
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
