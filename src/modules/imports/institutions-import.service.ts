import { type Acting, acting } from '#kernel/actor.ts';
import { newId } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { ancestor, levelOf } from '#kernel/region.ts';
import {
  allOrganizationsIn,
  insertOrganizations,
  joins,
  mayKeepOffices,
  modelsOf,
  type Organization,
  renameOrganization,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { partiesOf } from '#modules/models/index.ts';
import {
  insertNeighbourhoods,
  namesOf,
  neighbourhoodName,
  neighbourhoodsWithin,
  regionsWithin,
  rtCounts,
  setRtCount,
} from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { areIssues, atCell, type CheckedItem, type ImportKind } from './import-kind.ts';
import {
  type Gazetteer,
  INSTITUTION_COLUMNS,
  type InstitutionRow,
  readInstitutionRow,
} from './institution-row.ts';
import { keptInstitutions } from './kept-institutions.service.ts';

/** More institutions than any city has. */
const MOST_STANDING = 200_000;

/**
 * Institutions, and the RW that they stand for: new ones are founded, by the offices that keep their officers; one that
 * stands at its place under this name stays as it is; one that its id names gets the name of the row. What no row names stays.
 * Source: model `parties.kinds[].keptBy`.
 */
export const institutionsImport: ImportKind = {
  scope: 'offices:write',
  most: 20_000,
  mostRows: 20_000,
  columns: INSTITUTION_COLUMNS,

  async plan(tx, actor, { tenant }) {
    const models = await modelsOf(tx);
    const keeps = new Set(models.flatMap((model) => partiesOf(model).flatMap((party) => party.keptBy ?? [])));
    const by = actor.mandates.find((held) => keeps.has(held.office));
    if (!by) return refuse('access.office', undefined, { offices: [...keeps], place: tenant.region });
    const parties = models.flatMap((model) =>
      partiesOf(model)
        .filter((party) => party.term === undefined)
        .map(({ kind, at, label }) => ({
          kind,
          at,
          labels: [label.id, label.en],
          joins: joins(model, kind),
        })),
    );
    const places = await gazetteerOf(tx, tenant.region);
    const rts = new Map(
      (await neighbourhoodsWithin(tx, tenant.region)).map((one) => [one.code, one.rtCount]),
    );
    const standing = await allOrganizationsIn(tx, tenant.region, MOST_STANDING);
    const byId = new Map(standing.map((one) => [one.id, one]));
    const at = Map.groupBy(standing, (one) => `${one.kind} ${one.region}`);
    const lines = new Map<string, number>();

    return {
      by,
      check([row]) {
        const read = readInstitutionRow(row, parties, places);
        if (areIssues(read)) return { issues: read };
        const here = `${read.kind} ${read.region}`;
        const refusing = (key: string, refusal: ReturnType<typeof refuse>): CheckedItem => ({
          issues: [atCell(row, key, refusal)],
        });
        const first = lines.get(here);
        if (first !== undefined) return refusing('name', refuse('import.twice', undefined, { first }));
        lines.set(here, row.line);
        const named = read.id === '' ? undefined : byId.get(read.id);
        if (read.id !== '' && !named) return refusing('id', refuse('access.not-found'));
        if (named && (named.kind !== read.kind || named.region !== read.region)) {
          return refusing('id', refuse('import.other', undefined, { name: named.name }));
        }
        const stands = at.get(here) ?? [];
        const same = stands.find((one) => nameKey(one.name) === nameKey(read.name));
        if (named && same && same.id !== named.id) {
          return refusing('name', refuse('import.stands', undefined, { name: same.name }));
        }
        const [other] = stands;
        if (!named && !same && other)
          return refusing('name', refuse('import.stands', undefined, { name: other.name }));
        const known = named ?? same;
        const isRw = levelOf(read.region) === 'neighbourhood';
        const before = isRw ? rts.get(read.region) : undefined;
        if (isRw && before === undefined && read.rts === undefined) {
          return refusing('rts', refuse('input.required'));
        }
        if (isRw) rts.set(read.region, read.rts ?? before ?? 1);
        const counted =
          isRw && read.rts !== undefined && read.rts !== before ? { before, after: read.rts } : undefined;
        const renamed = known !== undefined && known.name !== read.name;
        const outcome = known === undefined ? 'added' : renamed || counted ? 'changed' : 'same';
        // A list that is handed in as it was handed out has rows of others in it, who stay.
        if (outcome === 'same') return { outcome, save: async () => undefined };
        const may = mayKeepOffices(actor, models, { ...read, id: '' });
        if (isRefusal(may)) return refusing('place', may);
        return {
          outcome,
          save: async (inside) => {
            const acts = acting(actor, may);
            if (counted) await countRts(inside, acts, read, counted);
            if (known === undefined) await found(inside, acts, read);
            else if (renamed) await rename(inside, acts, known, read.name);
            return undefined;
          },
        };
      },
    };
  },

  async present(tx, actor, { tenant }, after) {
    const { kept: standing, next } = await keptInstitutions(tx, actor, tenant, after);
    const rts = await rtCounts(
      tx,
      standing.map((one) => one.region),
    );
    const names = await namesOf(
      tx,
      standing.flatMap(({ region }) => [ancestor(region, 'village'), ancestor(region, 'district')]),
    );
    const rows = standing.map(({ id, name, kind, region }) => {
      const level = levelOf(region);
      const district = names.get(ancestor(region, 'district')) ?? '';
      const village =
        level === 'village' || level === 'neighbourhood'
          ? (names.get(ancestor(region, 'village')) ?? '')
          : '';
      const rw = level === 'neighbourhood' ? Number(region.slice(-3)) : '';
      return [name, kind, district, village, rw, rts.get(region) ?? '', region, id];
    });
    return { rows, next };
  },
};

async function gazetteerOf(tx: Tx, area: string): Promise<Gazetteer> {
  const regencies = levelOf(area) === 'province' ? await regionsWithin(tx, area, 'regency') : [];
  const districts = await regionsWithin(tx, area, 'district');
  const villages = await regionsWithin(tx, area, 'village');
  const codes = new Set([...regencies, ...districts, ...villages].map((one) => one.code));
  const names = Map.groupBy([...districts, ...villages], (one) => `${one.level} ${nameKey(one.name)}`);
  return {
    area,
    place: (code) => codes.has(code),
    named: (level, name) => (names.get(`${level} ${nameKey(name)}`) ?? []).map((one) => one.code),
  };
}

async function countRts(
  tx: Tx,
  by: Acting,
  { region }: InstitutionRow,
  { before, after }: { readonly before: number | undefined; readonly after: number },
): Promise<void> {
  const village = ancestor(region, 'village');
  const name = neighbourhoodName(Number(region.slice(-3)));
  if (before === undefined) {
    await insertNeighbourhoods(tx, [{ code: region, village, name, rtCount: after }]);
    await record(tx, by, {
      action: 'territory.laid-out',
      subjectType: 'tenant',
      subjectId: tx.tenant,
      region,
      summary: { neighbourhoods: 1, institutions: 0 },
    });
    return;
  }
  await setRtCount(tx, region, after);
  await record(tx, by, {
    action: 'territory.rt-counted',
    subjectType: 'tenant',
    subjectId: tx.tenant,
    region,
    summary: { place: name, before, after },
  });
}

async function found(tx: Tx, by: Acting, { name, kind, region }: InstitutionRow): Promise<void> {
  const organization: Organization = { id: newId(tx.now), kind, name, region };
  await insertOrganizations(tx, [organization]);
  await record(tx, by, {
    action: 'organization.founded',
    subjectType: 'organization',
    subjectId: organization.id,
    region,
    summary: { kind, organization: name },
  });
}

async function rename(tx: Tx, by: Acting, known: Organization, name: string): Promise<void> {
  await renameOrganization(tx, known.id, name);
  await record(tx, by, {
    action: 'organization.renamed',
    subjectType: 'organization',
    subjectId: known.id,
    region: known.region,
    summary: { organization: name, earlier: known.name },
  });
}
