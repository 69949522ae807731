import type { Organization } from '#modules/actors/index.ts';
import {
  answerTie,
  SURVEY_FORMS,
  type SurveyForm,
  strikeTie,
  surveyedVillages,
  surveyForm,
  TIE_STAGES,
} from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut } from '../../../../carry-out.ts';
import { idOr404, requireActor, requireTenant, textOf } from '../../../../request.ts';
import { word } from '../network-words.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams } = event.url;
  const asked = searchParams.get('kelurahan') ?? '';
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const villages = await surveyedVillages(tx, actor);
    const village =
      villages.find((one) => one.code === asked) ?? (villages.length === 1 ? villages[0] : undefined);
    const choice = villages.map((one) => ({ value: one.code, label: one.name }));
    if (!village) return { village: undefined, villages: choice, refusal: undefined };
    const survey = await surveyForm(tx, actor, village.code);
    const { respondents, refusal, everyone, named } = survey;
    return {
      village: { code: village.code, name: village.name },
      villages: choice,
      refusal: refusal && wordRefusal(refusal),
      today: tx.today,
      respondents: respondents.map(asOption),
      others: [...everyone.map(asOption), ...named.map((one) => ({ value: one.id, label: one.name }))],
      forms: SURVEY_FORMS.map((form) => ({ value: form, label: word('form', form) })),
      stages: TIE_STAGES.map((stage) => ({ value: stage, label: word('stage', stage) })),
      answers: answersGiven(survey),
      said: searchParams.has('tersimpan') ? 'saved' : searchParams.has('tercoret') ? 'struck' : undefined,
    };
  });
};

function asOption(one: Organization): { value: string; label: string } {
  return { value: one.id, label: one.name };
}

function answersGiven({ answers, everyone, named }: SurveyForm) {
  const names = new Map([...everyone, ...named].map((one) => [one.id, one.name]));
  return answers.map((one) => ({
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
    const text = (name: string) => textOf(form, name);
    return carryOut(
      event,
      (pilar, actor) =>
        answerTie(pilar, actor, {
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
        }),
      () => back(event.url, 'tersimpan', text('respondent')),
    );
  },

  coret: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => strikeTie(pilar, actor, { tie: idOr404(textOf(form, 'tie')) }),
      () => back(event.url, 'tercoret', ''),
    ),
};

function back(url: URL, said: string, respondent: string): string {
  const params = new URLSearchParams({ [said]: '1' });
  const village = url.searchParams.get('kelurahan');
  if (village) params.set('kelurahan', village);
  if (respondent) params.set('lembaga', respondent);
  return `${url.pathname}?${params}`;
}
