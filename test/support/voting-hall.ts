import { openForum, openVote, recordAttendance, scheduleForum } from '#modules/deliberation/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { type City, DRAINAGE, everybody, granted, photo, VILLAGE } from './city.ts';

async function submit(city: City, by: 'rw1' | 'rw2' | 'rw3' | 'pkk', price: number): Promise<string> {
  const { pilar, actors, program, offices } = city;
  const fields = {
    ...DRAINAGE,
    title: `Usulan ${by} ${price}`,
    scope: by === 'pkk' ? 'pkk-pokja-2' : 'rw-infrastruktur',
    place: offices[by].region,
    costLines: [{ item: 'Paket', quantity: '1', unit: 'paket', unitPrice: String(price * 1_000_000) }],
  };
  const { id } = granted(
    await startProposal(pilar, actors[by], { program: program.slug, organization: offices[by].id, fields }),
  );
  granted(await addProposalPhoto(pilar, actors[by], { proposal: id, file: await photo(), caption: '' }));
  granted(await submitProposal(pilar, actors[by], { proposal: id }));
  return id;
}

/** An open forum with quorum (13 people) and four proposals: RW 01 80 m, RW 02 60 m, RW 03 50 m, PKK 30 m. */
export async function hall(city: City, people = everybody()) {
  const { pilar, actors, program } = city;
  const proposals = [
    await submit(city, 'rw1', 80),
    await submit(city, 'rw2', 60),
    await submit(city, 'rw3', 50),
    await submit(city, 'pkk', 30),
  ];
  const { forum } = granted(
    await scheduleForum(pilar, actors.lurah, {
      program: program.slug,
      region: VILLAGE,
      place: 'Balai RW 02',
      startsAt: pilar.clock.now(),
    }),
  );
  granted(await openForum(pilar, actors.lurah, { forum }));
  granted(await recordAttendance(pilar, actors.lurah, { forum, people }));
  return { forum, proposals };
}

/** Opens the vote of a forum over Rp150 juta unless said. */
export async function openIn(city: City, forum: string, kind = 'approval', budget = '150.000.000') {
  return granted(await openVote(city.pilar, city.actors.lurah, { forum, kind, budget })).vote;
}
