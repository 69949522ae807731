import { type Actor, acting, isSelf } from '#kernel/actor.ts';
import { normalPhone, phoneSpellings } from '#kernel/contact.ts';
import { type Id, newId } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import {
  appoint,
  endOfficeAs,
  listOrganizations,
  mayBeGiven,
  mayEnd,
  mayKeepOffices,
  modelsOf,
  type OfficeHeld,
  type Organization,
  officesWithin,
  partyIn,
  phonesOf,
  readAppointment,
} from '#modules/actors/index.ts';
import { type Model, partiesOf } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  areIssues,
  atCell,
  type CheckedItem,
  cellOf,
  type ImportColumn,
  type ImportKind,
  readCells,
} from './import-kind.ts';
import { keptInstitutions } from './kept-institutions.service.ts';

/** More institutions than any city has. */
const MOST_STANDING = 100_000;

const COLUMNS: readonly ImportColumn[] = [
  { key: 'name', names: ['nama', 'name'], type: 'text', example: 'Nama lengkap' },
  { key: 'phone', names: ['nomor telepon', 'phone', 'telepon'], type: 'text', example: '0812 0000 0000' },
  { key: 'office', names: ['jabatan', 'office'], type: 'text', example: 'Ketua' },
  { key: 'institution', names: ['lembaga', 'institution'], type: 'text', example: 'RW 05 Pasir Impun' },
  { key: 'startsOn', names: ['mulai', 'from'], type: 'day', example: '2026-01-05' },
  { key: 'endsOn', names: ['sampai', 'until'], optional: true, type: 'day', example: '2029-01-04' },
  { key: 'decree', names: ['keputusan', 'decree', 'sk'], type: 'text', example: '141/07/2026' },
  { key: 'acting', names: ['kedudukan', 'acting'], optional: true, type: 'text', example: '' },
  { key: 'organization', names: ['id lembaga', 'institution id'], optional: true, type: 'text', example: '' },
];

/**
 * Officers of institutions, put into their offices by those who keep them. Who holds the office since that day already stays,
 * or gets the last day of the row; who is on file under the number is given the office as a further one.
 * Source: model `parties.kinds[].keptBy`.
 */
export const officersImport: ImportKind = {
  scope: 'offices:write',
  most: 20_000,
  mostRows: 20_000,
  columns: COLUMNS,

  async plan(tx, actor) {
    const models = await modelsOf(tx);
    const kept = await keptBy(tx, actor, models);
    if (isRefusal(kept)) return kept;
    const named = Map.groupBy(kept, (one) => nameKey(one.name));
    const byId = new Map(kept.map((one) => [one.id, one]));
    const held = Map.groupBy(
      await officesWithin(
        tx,
        kept.map((one) => one.id),
      ),
      (one) => one.organization,
    );
    const people = await phonesOf(tx);
    const [first] = kept;
    const by = first && mayKeepOffices(actor, models, first);
    if (!by || isRefusal(by)) return by ?? noneKept(models);

    return {
      by,
      check([row]): CheckedItem {
        const refusing = (key: string, refusal: Refusal): CheckedItem => ({
          issues: [atCell(row, key, refusal)],
        });
        const id = cellOf(row, 'organization');
        const found =
          id === ''
            ? (named.get(nameKey(cellOf(row, 'institution'))) ?? [])
            : [byId.get(id)].flatMap((one) => one ?? []);
        const [organization] = found;
        if (!organization || found.length > 1)
          return refusing(id === '' ? 'institution' : 'organization', refuse('input.choice'));
        const party = partyIn(models, organization.kind)?.party;
        const said = nameKey(cellOf(row, 'office'));
        const office = party?.offices.find(
          (one) => one.office === said || nameKey(one.label.id) === said || nameKey(one.label.en) === said,
        );
        if (!office)
          return refusing('office', refuse('office.unknown', undefined, { organization: organization.name }));
        const offices = held.get(organization.id) ?? [];
        const startsOn = cellOf(row, 'startsOn');
        const same = offices.find(
          (one) =>
            one.office === office.office &&
            one.startsOn === startsOn &&
            (one.phone !== null && normalPhone(one.phone) === normalPhone(cellOf(row, 'phone'))
              ? true
              : cellOf(row, 'phone') === '' && nameKey(one.name) === nameKey(cellOf(row, 'name'))),
        );
        if (same) return goOn(row, actor, models, organization, same);
        const read = readCells(row, {
          ...readAppointment({
            name: cellOf(row, 'name'),
            phone: cellOf(row, 'phone'),
            startsOn,
            endsOn: cellOf(row, 'endsOn'),
            decree: cellOf(row, 'decree'),
            acting: cellOf(row, 'acting').toLowerCase().replace('.', ''),
          }),
        });
        if (areIssues(read)) return { issues: read };
        const may = mayKeepOffices(actor, models, organization);
        if (isRefusal(may)) return refusing('institution', may);
        const known = phoneSpellings(read.phone).flatMap((one) => people.get(one) ?? [])[0];
        if (known !== undefined && isSelf(actor, known))
          return refusing('phone', refuse('access.maker-checker'));
        const appointment = {
          office: office.office,
          startsOn: read.startsOn,
          endsOn: read.endsOn,
          acting: read.acting === 'self' ? null : read.acting,
        };
        const refusal = mayBeGiven(models, organization, appointment, known, offices);
        if (refusal) return refusing(refusal.field ?? 'office', refusal);
        // A row below may give the same person a further office, or find the seats taken.
        const person = known ?? newId();
        people.set(read.phone, person);
        const filled = {
          ...appointment,
          mandate: '',
          person,
          name: read.name,
          phone: read.phone,
          decree: read.decree,
        };
        held.set(organization.id, [{ ...filled, endedFor: null, organization: organization.id }, ...offices]);
        return {
          outcome: 'added',
          save: async (inside) => {
            await appoint(inside, acting(actor, may), organization, {
              ...appointment,
              decree: read.decree,
              person: { id: person, name: read.name, phone: read.phone, known: known !== undefined },
            });
            return undefined;
          },
        };
      },
    };
  },

  async present(tx, actor, { tenant }, after) {
    const models = await modelsOf(tx);
    const { kept, next } = await keptInstitutions(tx, actor, tenant, after);
    const byId = new Map(kept.map((one) => [one.id, one]));
    const held = await officesWithin(tx, [...byId.keys()]);
    const rows = held
      .filter((one) => one.endsOn === null || one.endsOn >= tx.today)
      .map((one) => {
        const organization = byId.get(one.organization);
        const party = organization && partyIn(models, organization.kind)?.party;
        const label = party?.offices.find((each) => each.office === one.office)?.label.id ?? one.office;
        const who = [one.name, one.phone ?? '', label, organization?.name ?? ''];
        return [...who, one.startsOn, one.endsOn ?? '', one.decree ?? '', one.acting ?? '', one.organization];
      });
    return { rows, next };
  },
};

/** Somebody who holds the office of the row since that day: they stay, or get its last day. */
function goOn(
  row: Parameters<typeof cellOf>[0],
  actor: Actor,
  models: readonly Model[],
  organization: Organization,
  held: OfficeHeld,
): CheckedItem {
  const endsOn = cellOf(row, 'endsOn');
  if (endsOn === (held.endsOn ?? '')) return { outcome: 'same', save: async () => undefined };
  const refusing = (key: string, refusal: Refusal): CheckedItem => ({ issues: [atCell(row, key, refusal)] });
  const read = readAppointment({
    name: '-',
    phone: '',
    startsOn: held.startsOn,
    endsOn,
    decree: cellOf(row, 'decree'),
    acting: '',
  });
  if (isRefusal(read.endsOn)) return refusing('endsOn', read.endsOn);
  if (isRefusal(read.decree)) return refusing('decree', read.decree);
  if (read.endsOn === null) return refusing('endsOn', refuse('input.required'));
  const ended = mayEnd(held, read.endsOn);
  if (ended) return refusing('endsOn', ended);
  const may = mayKeepOffices(actor, models, organization);
  if (isRefusal(may)) return refusing('institution', may);
  const input = { lastDay: read.endsOn, reason: read.decree };
  return {
    outcome: 'changed',
    save: async (inside) => {
      const ended = await endOfficeAs(inside, acting(actor, may), organization, held, input);
      return ended.ok ? undefined : ended.refusal;
    },
  };
}

/** The institutions whose offices somebody keeps. */
async function keptBy(
  tx: Tx,
  actor: Actor,
  models: readonly Model[],
): Promise<readonly Organization[] | Refusal> {
  const keeps = new Set(models.flatMap((model) => partiesOf(model).flatMap((party) => party.keptBy)));
  const found = new Map<Id, Organization>();
  for (const { office, region } of actor.mandates) {
    if (!keeps.has(office)) continue;
    for (const one of await listOrganizations(tx, { area: region }, MOST_STANDING)) {
      if (!isRefusal(mayKeepOffices(actor, models, one))) found.set(one.id, one);
    }
  }
  return found.size === 0 ? noneKept(models) : [...found.values()];
}

function noneKept(models: readonly Model[]): Refusal {
  const keeps = new Set(models.flatMap((model) => partiesOf(model).flatMap((party) => party.keptBy)));
  return refuse('access.office', undefined, { offices: [...keeps] });
}
