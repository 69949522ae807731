import { error, redirect } from '@sveltejs/kit';
import { levelOf, officialName } from '#kernel/region.ts';
import { forumKind, proposalKind } from '#modules/models/index.ts';
import { type PlaceOverview, placeOverview } from '#modules/overview/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { shownState } from '#modules/proposals/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { day, list, moment, shortRupiah } from '#ui/format.ts';
import { officeName } from '#ui/message.ts';
import { readOr404, requireTenant } from '../../../request.ts';
import { mapBeneath } from '../city-map.ts';
import { keepMyPlace, myPlace } from '../my-place.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What a resident asks of her place: who stands for it, what is done there, what it was given, who was paid, what comes. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const mine = myPlace(event.cookies) === event.params.code;
  const found = readOr404(
    await pilar.read(tenant.id, (tx) => placeOverview(tx, tenant.region, event.params.code)),
  );
  const asked = event.url.searchParams.get('peta');
  const map = await pilar.read(tenant.id, (tx) =>
    mapBeneath(tx, event.params.code, asked, tenant.slug, locale),
  );
  const { place, path, money } = found;
  const ofProgram = programsOf(found);
  return {
    mine,
    map,
    place: { code: place.code, level: place.level, name: officialName(place.code, place.name) },
    path: path.map((one) => ({ code: one.code, name: officialName(one.code, one.name) })),
    beneath: found.beneath.map((one) => ({ code: one.code, name: one.name })),
    money: {
      any: money.decided > 0n || money.paid > 0n,
      decided: shortRupiah(money.decided),
      paid: shortRupiah(money.paid),
      accounted: shortRupiah(money.accounted),
    },
    paid: found.paid.map((one) => ({ ...one, paidOn: day(one.paidOn, 'short') })),
    activities: found.activities.map(wordActivity),
    near: found.near.map(wordActivity),
    proposals: found.proposals.map((one) => ({
      id: one.id,
      title: one.title,
      from: bringerName(one.organizationName, one.id),
      state: shownState(ofProgram(one.program).model, one),
      amount: one.granted ?? one.requested,
    })),
    forums: found.forums.map((one) => ({
      id: one.id,
      title: `${forumKind(ofProgram(one.program).model, one.forum).label[locale]} ${one.regionName}`,
      when: moment(one.startsAt, tenant.timeZone, 'short'),
      where: one.place,
      state: one.state,
    })),
    standing: found.standing.map(({ institution, offices }) => ({
      id: institution.id,
      name: institution.name,
      offices: list(offices.map((office) => officeName(office))),
    })),
    open: found.open.map(({ program, kind }) => ({
      label: proposalKind(program.model, kind).label[locale],
      href: `/${tenant.slug}/usulan/kirim?program=${program.slug}&jenis=${kind}`,
    })),
  };
};

function programsOf({ programs }: PlaceOverview): (id: string) => Program {
  const byId = new Map(programs.map((one) => [one.id, one]));
  return (id) => {
    const program = byId.get(id);
    if (!program) throw new Error(`no programme ${id} in what was read of the place`);
    return program;
  };
}

function wordActivity(one: PlaceOverview['activities'][number]) {
  return {
    id: one.id,
    title: one.title,
    by: one.organizationName,
    state: one.state,
    progress: one.progress,
  };
}

export const actions: Actions = {
  /** Keeps this place on the device, or forgets it: a cookie that the city's pages alone read. */
  ingat: (event) => {
    const { slug } = requireTenant(event);
    if (levelOf(event.params.code) === undefined) error(404);
    keepMyPlace(event, slug, event.params.code);
    redirect(303, event.url.pathname);
  },
  lupakan: (event) => {
    const { slug } = requireTenant(event);
    keepMyPlace(event, slug, undefined);
    redirect(303, event.url.pathname);
  },
};
