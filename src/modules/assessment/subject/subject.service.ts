import type { Actor } from '#kernel/actor.ts';
import { type Id, isId } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor, levelOf, officialName, type RegionCode } from '#kernel/region.ts';
import { organizationById, organizationsById } from '#modules/actors/index.ts';
import { childrenOf, findRegion, namesOf, type Region, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Subject, TypedSubject } from './subject.ts';

/**
 * Reads what an analysis is about. An institution or body brings its own place, an RW its kelurahan; another government
 * may lie outside the city. Refused: both at once, what does not exist, a government with itself.
 */
export async function readSubject(tx: Tx, typed: TypedSubject): Promise<Subject | Refusal> {
  const { region: place, party: institution = '', other: government = '' } = typed;
  if (institution !== '' && government !== '') return at('other', refuse('assessment.one-subject'));
  if (institution !== '') {
    const party = isId(institution) ? await organizationById(tx, institution) : undefined;
    if (!party) return at('party', refuse('input.choice'));
    const region =
      levelOf(party.region) === 'neighbourhood' ? ancestor(party.region, 'village') : party.region;
    return { region, party: party.id, other: null };
  }
  if (government === '') return { region: place, party: null, other: null };
  const other = await findRegion(tx, government);
  return !other || other.level === 'neighbourhood' || other.code === place
    ? at('other', refuse('region.unknown'))
    : { region: place, party: null, other: other.code };
}

/** How subjects are called: the place, the institution or body, or both governments. One statement for each kind. */
export async function subjectNames(
  tx: Tx,
  subjects: readonly Subject[],
): Promise<(subject: Subject) => string> {
  const names = await namesOf(
    tx,
    subjects.flatMap(({ region, other }) => [region, ...(other === null ? [] : [other])]),
  );
  const parties = await organizationsById(
    tx,
    subjects.flatMap((one) => one.party ?? []),
  );
  const place = (code: RegionCode) => officialName(code, names.get(code) ?? code);
  return ({ region, party, other }) => {
    if (party !== null) return parties.get(party)?.name ?? place(region);
    return other === null ? place(region) : `${place(region)} – ${place(other)}`;
  };
}

/** How one subject is called. */
export async function subjectName(tx: Tx, subject: Subject): Promise<string> {
  return (await subjectNames(tx, [subject]))(subject);
}

/** An institution or body that an analysis may be about, with the place where it counts; undefined where there is none. */
export async function subjectParty(
  tx: Tx,
  id: string,
): Promise<{ readonly id: Id; readonly name: string; readonly region: RegionCode } | undefined> {
  const found = isId(id) ? await organizationById(tx, id) : undefined;
  const subject = found && (await readSubject(tx, { region: found.region, party: found.id }));
  return !found || !subject || isRefusal(subject)
    ? undefined
    : { id: found.id, name: found.name, region: subject.region };
}

/**
 * Governments offered as the other end of a relation: regencies of the province, districts of the city, and villages
 * beside those in which somebody holds an office. Whoever knows the official code may name any other.
 */
export async function governmentsNear(tx: Tx, actor: Actor, city: RegionCode): Promise<readonly Region[]> {
  const found = [
    ...(await regionsWithin(tx, ancestor(city, 'province'), 'regency')),
    ...(levelOf(city) === 'regency' ? await childrenOf(tx, city) : []),
  ];
  const districts = actor.mandates.flatMap(({ region }) =>
    levelOf(region) === 'regency' || levelOf(region) === 'province' ? [] : [ancestor(region, 'district')],
  );
  for (const district of new Set(districts)) found.push(...(await childrenOf(tx, district)));
  return found;
}
