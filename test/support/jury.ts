import type { Actor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { actorById, formBody, giveOffice, insertOfficers } from '#modules/actors/index.ts';
import { granted } from './city.ts';
import type { cityWithTjsl } from './tjsl.ts';

type City = Awaited<ReturnType<typeof cityWithTjsl>>;

/** TJSL's jury, formed by the chair of its Forum, with so many members for the city's agencies and its chair. */
export async function seatedJury({ pilar, tenant, chair, program }: City, members = 3) {
  const { organization } = granted(
    await formBody(pilar, chair, {
      program: program.slug,
      body: 'tim-penilai',
      region: '32.73',
      decree: 'SK Forum 1/2026',
    }),
  );
  const seat = async (office: string, number: number): Promise<Actor> => {
    const given = granted(
      await giveOffice(pilar, chair, {
        organization,
        office: `tim-penilai/${office}`,
        name: `Juri ${number}`,
        phone: `08140000000${number}`,
        startsOn: '2026-02-10',
        endsOn: '2027-12-31',
        decree: 'SK Forum 1/2026',
        reason: 'Masa bakti baru',
        acting: '',
      }),
    );
    const found = await pilar.read(tenant, (tx) => actorById(tx, given.person));
    if (!found) throw new Error('nobody sits there');
    return found;
  };
  const jurors = [await seat('ketua', 1)];
  for (let i = 0; i < members; i += 1)
    jurors.push(await seat(i < 3 ? 'anggota-skpd' : 'anggota-akademisi', i + 2));
  return jurors;
}

/** Puts somebody into an office of a company for some days. */
export async function employ(
  { pilar, actors }: City,
  person: Actor,
  organization: Id,
  days: { readonly startsOn: string; readonly endsOn: string | null; readonly office?: string },
): Promise<void> {
  granted(
    await pilar.change(actors.setda, 'offices:write', async (tx) => {
      await insertOfficers(tx, [
        {
          mandate: newId(),
          person: person.person,
          name: person.name,
          phone: null,
          organization,
          office: days.office ?? 'keuangan',
          region: '32.73',
          startsOn: days.startsOn,
          endsOn: days.endsOn,
          decree: null,
        },
      ]);
      return { ok: true, value: undefined };
    }),
  );
}
