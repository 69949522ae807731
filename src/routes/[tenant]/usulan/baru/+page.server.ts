import { isRefusal } from '#kernel/refusal.ts';
import { mostFor, PERSON } from '#modules/models/index.ts';
import { windowFor } from '#modules/programs/index.ts';
import {
  type DirectStart,
  enterableBy,
  enterableFromPaper,
  openStarts,
  type Start,
  startProposal,
  startsOf,
} from '#modules/proposals/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { wordRefusal } from '#ui/word-refusal.ts';
import { blankAddress } from '../../../../offline/addresses.ts';
import { carryOut } from '../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, signInPath, textOf } from '../../../request.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What somebody can begin, by what they want to do. A stranger is shown what needs no account. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale, session } = event.locals;
  // An account of another city has no business here.
  const actor = session ? requireActor(event) : event.locals.actor;
  return pilar.read(tenant.id, async (tx) => {
    const found = actor ? await startsOf(tx, actor) : [];
    const starts = isRefusal(found) ? [] : found;
    const word = (some: readonly Start[]) =>
      some.map((one) => wordStart(one, { today: tx.today, locale, city: `/${tenant.slug}` }));
    const alone = starts.filter((one) => !one.organization);
    return {
      guest: actor ? undefined : { signIn: signInPath(event.url.pathname) },
      refusal: isRefusal(found) ? wordRefusal(found) : undefined,
      open: actor ? [] : (await openStarts(tx)).map((one) => wordDirect(one, locale)),
      fromPaper: actor ? (await enterableFromPaper(tx, actor)).length > 0 : false,
      entering: actor ? (await enterableBy(tx, actor)).map((one) => wordDirect(one, locale)) : [],
      groups: [
        { group: 'institution' as const, starts: word(starts.filter((one) => one.organization)) },
        { group: 'self' as const, starts: word(alone.filter((one) => !one.kind.admits)) },
        { group: 'joining' as const, starts: word(alone.filter((one) => one.kind.admits)) },
      ].filter((one) => one.starts.length > 0),
    };
  });
};

function wordDirect({ program, kind, later }: DirectStart, locale: Locale) {
  return {
    query: `program=${program.slug}&jenis=${kind.kind}`,
    title: `${program.model.short} ${program.fiscalYear}`,
    about: program.model.about[locale],
    label: kind.label[locale],
    later: later && wordRefusal(later),
  };
}

function wordStart(
  { program, kind, organization, start, later, owes }: Start,
  { today, locale, city }: { readonly today: string; readonly locale: Locale; readonly city: string },
) {
  return {
    program: program.slug,
    title: `${program.model.short} ${program.fiscalYear}`,
    about: program.model.about[locale],
    institution: { id: organization?.id ?? '', name: organization?.name ?? '' },
    kind: { id: kind.kind, label: kind.label[locale] },
    ceiling:
      kind.purses.length === 0
        ? undefined
        : (mostFor(program.model, kind, organization?.kind ?? PERSON)?.amount ?? 0n),
    until: windowFor(program, kind, today).to,
    refusal: isRefusal(start) ? wordRefusal(start) : undefined,
    blank: isRefusal(start)
      ? undefined
      : blankAddress(city, { program: program.slug, kind: kind.kind, organization: organization?.id }),
    later: later && wordRefusal(later),
    owes: owes && wordRefusal(owes),
  };
}

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        startProposal(pilar, actor, {
          program: textOf(form, 'program'),
          organization: textOf(form, 'organization') ? idOr404(textOf(form, 'organization')) : undefined,
          kind: textOf(form, 'kind') || undefined,
        }),
      ({ id }) => `/${requireTenant(event).slug}/usulan/${id}/ubah`,
    ),
};
