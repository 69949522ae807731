import { redirect } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { refusalIn } from '#kernel/refusal.ts';
import { levelOf } from '#kernel/region.ts';
import {
  allOrganizationsIn,
  type Organization,
  organizationsAt,
  organizationsById,
} from '#modules/actors/index.ts';
import {
  AREA_LIMITS,
  answersOf,
  answerTie,
  keepersOf,
  mayAnswerFor,
  namedActorsIn,
  placesAbove,
  SURVEY_FORMS,
  strikeTie,
  TIE_STAGES,
} from '#modules/assessment/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, requireActor, requireTenant, textOf } from '../../../../request.ts';
import { failForm } from '../../../fail-form.ts';
import { typedValues } from '../../../typed-form.ts';
import { word } from '../network-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

const ANSWERS = 100;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  const asked = searchParams.get('kelurahan') ?? '';
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const keepers = await keepersOf(tx);
    const villages = await villagesOf(tx, actor);
    const village =
      villages.find((one) => one.code === asked) ?? (villages.length === 1 ? villages[0] : undefined);
    const choice = villages.map((one) => ({ value: one.code, label: one.name }));
    if (!village) return { village: undefined, villages: choice, refusal: undefined };
    const institutions = await allOrganizationsIn(tx, village.code, AREA_LIMITS.actors);
    const offices = await organizationsById(
      tx,
      actor.mandates.map((held) => held.organization.id),
    );
    const above = await organizationsAt(tx, placesAbove(village.code));
    const everyone = [
      ...new Map([...institutions, ...above, ...offices.values()].map((one) => [one.id, one])).values(),
    ];
    const respondents = everyone.filter((one) => refusalIn(mayAnswerFor(actor, one, keepers)) === undefined);
    const [refused] = respondents.length > 0 ? [] : institutions;
    const refusal = refused && refusalIn(mayAnswerFor(actor, refused, keepers));
    const named = await namedActorsIn(tx, village.code, AREA_LIMITS.actors);
    return {
      village: { code: village.code, name: village.name },
      villages: choice,
      refusal: refusal && wordRefusal(refusal),
      today: tx.today,
      respondents: respondents.map(asOption),
      others: [...everyone.map(asOption), ...named.map((one) => ({ value: one.id, label: one.name }))],
      forms: SURVEY_FORMS.map((form) => ({ value: form, label: word('form', form) })),
      stages: TIE_STAGES.map((stage) => ({ value: stage, label: word('stage', stage) })),
      answers: await answersGiven(tx, respondents, everyone, named),
      said: searchParams.has('tersimpan') ? 'saved' : searchParams.has('tercoret') ? 'struck' : undefined,
    };
  });
};

function asOption(one: Organization): { value: string; label: string } {
  return { value: one.id, label: one.name };
}

/** The villages that an officer can answer in: those of their offices, and those their office is over. */
async function villagesOf(tx: Tx, actor: Actor) {
  const found = new Map<string, { code: string; name: string }>();
  for (const held of actor.mandates) {
    const area = levelOf(held.region) === 'neighbourhood' ? held.region.slice(0, 13) : held.region;
    for (const one of await regionsWithin(tx, area, 'village')) found.set(one.code, one);
  }
  return [...found.values()];
}

async function answersGiven(
  tx: Tx,
  respondents: readonly Organization[],
  everyone: readonly Organization[],
  named: readonly { id: string; name: string }[],
) {
  const told = await answersOf(
    tx,
    respondents.map((one) => one.id),
    ANSWERS,
  );
  const names = new Map([...everyone, ...named].map((one) => [one.id, one.name]));
  return told.map((one) => ({
    id: one.id,
    pair: m['networks.pair']({ one: names.get(one.from) ?? '?', other: names.get(one.to) ?? '?' }),
    facts: [
      word('form', one.form),
      one.bond ? word('bond', one.bond) : '',
      one.stage ? word('stage', one.stage) : '',
      one.dominant ? m['networks.dominant']({ actor: names.get(one.dominant) ?? '?' }) : '',
      day(one.seenOn, 'short'),
    ]
      .filter(Boolean)
      .join('; '),
  }));
}

export const actions: Actions = {
  jawab: async (event) => {
    const form = await event.request.formData();
    const values = typedValues(form);
    const text = (name: string) => textOf(form, name);
    const answered = await answerTie(event.locals.pilar, await actorFor(event), {
      respondent: idOr404(text('respondent')),
      other: text('other') === 'baru' ? '' : text('other'),
      otherName: text('otherName'),
      otherEntity: text('otherEntity'),
      form: text('form'),
      bond: text('bond'),
      standing: text('standing'),
      dominates: text('dominates'),
      nature: text('nature'),
      stage: text('stage'),
      seenOn: text('seenOn'),
      note: text('note'),
    });
    if (!answered.ok) {
      return failForm(answered.refusal, { values });
    }
    redirect(303, back(event.url, 'tersimpan', text('respondent')));
  },

  coret: async (event) => {
    const form = await event.request.formData();
    const struck = await strikeTie(event.locals.pilar, await actorFor(event), {
      tie: idOr404(textOf(form, 'tie')),
    });
    if (!struck.ok) {
      return failForm(struck.refusal, { values: {} });
    }
    redirect(303, back(event.url, 'tercoret', ''));
  },
};

function back(url: URL, said: string, respondent: string): string {
  const params = new URLSearchParams({ [said]: '1' });
  const village = url.searchParams.get('kelurahan');
  if (village) params.set('kelurahan', village);
  if (respondent) params.set('lembaga', respondent);
  return `${url.pathname}?${params}`;
}
