import { type Actor, acting, type Mandate } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf, within } from '#kernel/region.ts';
import { listOrganizations, mayKeepOffices, type Organization } from '#modules/actors/index.ts';
import { entriesIn, partiesOf } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programById } from '#modules/programs/index.ts';
import {
  type DraftFound,
  draftsNamed,
  draftsOf,
  keepDraft,
  kindsFor,
  leadBy,
  mayKeep,
  mayMove,
  mayPropose,
  mustBeIn,
  NO_FIELDS,
  openDraft,
  type ProposalFields,
} from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  areIssues,
  atCell,
  type CheckedItem,
  cellOf,
  type ImportKind,
  nextBehind,
  PRESENT_AT_ONCE,
} from './import-kind.ts';
import { formWord, isFurtherLine, PROPOSAL_COLUMNS, proposalKey, readProposalRows } from './proposal-row.ts';

/** More institutions than any city has. */
const MOST_STANDING = 100_000;

/**
 * Proposals as drafts of their institutions, by whoever may bring them, or by the offices that keep the institution's officers:
 * they enter what lies on paper, and the institution itself completes and sends it. A draft that its id names is written anew;
 * one of the same title and address stays. Nothing is judged that submitting judges.
 * Source: model `proposals[].from`, `parties.kinds[].keptBy`; decision 100.
 */
export const proposalsImport: ImportKind = {
  scope: 'proposals:write',
  most: 20_000,
  mostRows: 100_000,
  columns: PROPOSAL_COLUMNS,
  goesOn: isFurtherLine,

  async plan(tx, actor, { id }, items) {
    const program = id === null ? undefined : await programById(tx, id);
    if (!program) return refuse('access.not-found');
    const closed = mustBeOpen(program);
    if (closed) return closed;
    const institutions = await institutionsFor(tx, actor, program);
    const [first] = institutions;
    if (!first) {
      const offices = program.model.proposals.flatMap((kind) => kind.from.flatMap((one) => one.offices));
      return refuse('access.office', undefined, { offices: [...new Set(offices)], place: program.region });
    }
    const outs = new Map<Id, Refusal>();
    for (const { organization } of institutions) {
      const out = await mustBeIn(tx, program, organization);
      if (out) outs.set(organization.id, out);
    }
    const drafts = await draftsNamed(tx, program.id, {
      ids: items.map(([row]) => cellOf(row, 'id')).filter(isId),
      titles: items.map(([row]) => cellOf(row, 'title')),
    });
    const byId = new Map(drafts.map((one) => [one.id, one]));
    const isSeen = (draft: DraftFound) =>
      draft.author === actor.person ||
      actor.mandates.some((held) => held.organization.id === draft.organization);
    const byKey = new Map(
      drafts.filter(isSeen).flatMap((one) => {
        return one.organization === null ? [] : [[proposalKey(one.organization, one.fields), one] as const];
      }),
    );
    const named = Map.groupBy(institutions, (one) => nameKey(one.organization.name));
    const ofId = new Map(institutions.map((one) => [one.organization.id, one]));
    const scopes = entriesIn(program.model);
    const lines = new Map<string, number>();

    return {
      by: first.by,
      check(item): CheckedItem {
        const [row] = item;
        const refusing = (key: string, refusal: Refusal): CheckedItem => ({
          issues: [atCell(row, key, refusal)],
        });
        const typed = readProposalRows(item);
        if (areIssues(typed)) return { issues: typed };
        const draftId = cellOf(row, 'id');
        const draft = draftId === '' ? undefined : byId.get(draftId);
        if (draftId !== '' && (!draft || !isSeen(draft))) return refusing('id', refuse('access.not-found'));
        const wanted = cellOf(row, 'institution');
        const found =
          wanted === ''
            ? institutions.length === 1
              ? institutions
              : []
            : (named.get(nameKey(wanted)) ?? []);
        const own = draft?.organization ? ofId.get(draft.organization) : found[0];
        if (!own || (!draft && found.length > 1)) {
          return refusing('institution', refuse(wanted === '' ? 'input.required' : 'input.choice'));
        }
        const { organization, by } = own;
        const out = outs.get(organization.id);
        if (out) return refusing('institution', out);
        const kinds = kindsFor(program.model, organization.kind);
        const said = nameKey(cellOf(row, 'kind'));
        const kind = kinds.find(
          (one) =>
            said === '' ||
            one.kind === said ||
            nameKey(one.label.id) === said ||
            nameKey(one.label.en) === said,
        );
        if (!kind) return refusing('kind', refuse('input.choice'));
        const place = cellOf(row, 'place') || organization.region;
        if (levelOf(place) === undefined || !within(place, organization.region)) {
          return refusing('place', refuse('region.unknown'));
        }
        const about = nameKey(cellOf(row, 'scope'));
        const scope = scopes.find((one) =>
          [one.id, one.label.id, one.label.en].some((name) => nameKey(name) === about),
        );
        if (about !== '' && !scope) return refusing('scope', refuse('scope.unknown'));
        const fields: ProposalFields = {
          ...(draft?.fields ?? NO_FIELDS),
          ...typed,
          place,
          scope: scope?.id ?? '',
        };
        const large = mayKeep(fields);
        if (large) return refusing('title', large);
        const key = proposalKey(organization.id, fields);
        const before = lines.get(key);
        if (before !== undefined)
          return refusing('title', refuse('import.twice', undefined, { first: before }));
        lines.set(key, row.line);
        const twin = byKey.get(key);
        const known = draft ?? twin;
        if (known && toJson(known.fields) === toJson(fields))
          return { outcome: 'same', save: async () => undefined };
        if (!draft && twin)
          return refusing('title', refuse('import.stands', undefined, { name: twin.fields.title }));
        if (draft) {
          const moved =
            mayMove(draft, 'save') ??
            (draft.kind === kind.kind
              ? undefined
              : refuse('import.other', undefined, { name: draft.fields.title }));
          if (moved) return refusing('id', moved);
        }
        return {
          outcome: draft ? 'changed' : 'added',
          save: async (inside) => {
            const acts = acting(actor, by);
            if (draft) {
              await keepDraft(inside, acts, program, { ...draft, area: organization.region }, fields);
              return undefined;
            }
            const { name, region: area } = organization;
            await openDraft(inside, acts, program, {
              kind,
              bringing: { lead: leadBy(organization), area, name },
              fields,
            });
            return undefined;
          },
        };
      },
    };
  },

  async present(tx, actor, { id }, after) {
    const program = id === null ? undefined : await programById(tx, id);
    if (!program) return { rows: [] };
    const scopes = new Map(entriesIn(program.model).map((one) => [one.id, one.label.id]));
    const institutions = new Map(
      actor.mandates.map((held) => [held.organization.id, held.organization.name]),
    );
    const drafts = await draftsOf(tx, program.id, [...institutions.keys()], PRESENT_AT_ONCE, after);
    return {
      rows: drafts.flatMap((draft) => rowsOf(draft, program, institutions, scopes)),
      next: nextBehind(drafts, (draft) => draft.id),
    };
  },
};

/** A draft as rows of the columns, as they are read again: its lines of costs, and what others give, below one another. */
function rowsOf(
  { id, organization, kind, fields }: DraftFound,
  { model }: Program,
  institutions: ReadonlyMap<Id, string>,
  scopes: ReadonlyMap<string, string>,
): string[][] {
  const { costLines, contributions } = fields;
  const label = model.proposals.find((one) => one.kind === kind)?.label.id ?? kind;
  const own: Readonly<Record<string, string>> = {
    ...{ title: fields.title, need: fields.need, address: fields.address, place: fields.place },
    ...{
      volume: fields.volume,
      unit: fields.unit,
      people: fields.people,
      poorHouseholds: fields.poorHouseholds,
    },
    ...{ total: fields.total, kind: label, id, scope: scopes.get(fields.scope) ?? '' },
    institution: institutions.get(organization ?? '') ?? '',
  };
  const many = Math.max(1, costLines.length, contributions.length);
  return Array.from({ length: many }, (_, i) => {
    const cost = costLines[i];
    const given = contributions[i];
    const cells = new Map(Object.entries(i === 0 ? own : {}));
    if (cost) {
      for (const [key, text] of Object.entries({ ...cost, itemUnit: cost.unit })) {
        if (key !== 'unit') cells.set(key, text);
      }
    }
    if (given) {
      cells.set('form', formWord(given.form)).set('description', given.description).set('value', given.value);
    }
    return PROPOSAL_COLUMNS.map((column) => cells.get(column.key) ?? '');
  });
}

/** The institutions for which somebody may enter drafts, and by which mandate. */
async function institutionsFor(
  tx: Tx,
  actor: Actor,
  { model }: Program,
): Promise<{ readonly organization: Organization; readonly by: Mandate }[]> {
  const kinds = partiesOf(model)
    .map((party) => party.kind)
    .filter((kind) => kindsFor(model, kind).length > 0);
  const found = new Map<Id, { organization: Organization; by: Mandate }>();
  for (const held of actor.mandates) {
    const organization: Organization = { ...held.organization, region: held.region };
    for (const kind of kindsFor(model, organization.kind)) {
      const by = mayPropose(actor, model, kind, leadBy(organization));
      if (!isRefusal(by) && by !== 'resident') found.set(organization.id, { organization, by });
    }
  }
  const keeps = new Set(partiesOf(model).flatMap((party) => party.keptBy));
  for (const held of actor.mandates.filter((one) => keeps.has(one.office))) {
    for (const organization of await listOrganizations(tx, { kinds, area: held.region }, MOST_STANDING)) {
      if (found.has(organization.id)) continue;
      const by = mayKeepOffices(actor, [model], organization);
      if (!isRefusal(by)) found.set(organization.id, { organization, by });
    }
  }
  return [...found.values()];
}
