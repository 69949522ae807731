import { error, fail, redirect } from '@sveltejs/kit';
import { causeStructure, drawProblemTree } from '#analysis/causes/index.ts';
import { newId } from '#kernel/id.ts';
import type { Refusal } from '#kernel/refusal.ts';
import {
  addAction,
  addFactor,
  addLink,
  causeMapOverview,
  type Evidence,
  editAction,
  editCauseMap,
  editFactor,
  editLink,
  LENGTHS,
  putBack,
  takeOut,
} from '#modules/assessment/index.ts';
import { messageFor } from '#ui/message.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { refusedForm, versionIn } from '../../../../../carry-out.ts';
import { actorFor, idOr404, readOr404, requireActor, requireTenant, textOf } from '../../../../../request.ts';
import { language } from '../../cause-words.ts';
import { roleOf } from '../../map-page.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { panelFor, partIn } from './panel.ts';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const id = idOr404(event.params.id);
  const { searchParams } = event.url;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const live = readOr404(await causeMapOverview(tx, actor, id, tenant.timeZone));
    const { head, causes, map, draw } = live;
    const structure = causeStructure(map);
    const slugOf = (factor: string) => causes.factors.find((one) => one.id === factor)?.slug ?? '';
    const titleOf = (factor: string) => causes.factors.find((one) => one.id === factor)?.title ?? '';
    const said = messageFor(`journal.causes.${searchParams.get('tersimpan') ?? ''}`);
    const fresh = causes.factors.find((one) => one.slug === searchParams.get('baru'));
    const effect = causes.factors.find((one) => one.slug === searchParams.get('akibat'));
    return {
      id,
      title: head.title,
      place: live.place,
      refusal: draw
        ? wordRefusal(draw)
        : head.removed
          ? wordRefusal({ refusal: 'causes.withdrawn', params: {} })
          : undefined,
      svg: causes.factors.length > 0 ? drawProblemTree(map, language(), 'penyunting') : '',
      factors: causes.factors.map((one) => ({
        id: one.id,
        slug: one.slug,
        title: one.title,
        version: one.version,
        role: roleOf(structure, one.slug),
      })),
      links: causes.links.map((one) => ({
        id: one.id,
        from: slugOf(one.from),
        to: slugOf(one.to),
        name: `${titleOf(one.from)} → ${titleOf(one.to)}`,
      })),
      actions: causes.actions.map((one) => ({ id: one.id, title: one.title })),
      panel: await panelFor(tx, live, searchParams),
      lengths: LENGTHS,
      said:
        said && (fresh ? `${said}: ${[fresh, effect].flatMap((one) => one?.title ?? []).join(' → ')}` : said),
      fresh: fresh?.slug ?? '',
      undo: partIn(searchParams.get('hapus')),
      /** Changes with every answer of the server, so that forms start anew. */
      stamp: newId(),
    };
  });
};

type Event = Parameters<Actions[string]>[0];
type Sent = { form: FormData; text: (name: string) => string; map: string; version: number | undefined };

async function sent(event: Event): Promise<Sent> {
  const form = await event.request.formData();
  const text = (name: string) => textOf(form, name);
  return { form, text, map: idOr404(event.params.id), version: versionIn(form) };
}

/** Back to the editor with what was done, and where it leads next. */
function done(event: Event, said: string, next: Readonly<Record<string, string>> = {}): never {
  const params = new URLSearchParams({ ...next, tersimpan: said });
  redirect(303, `${event.url.pathname}?${params}#panel`);
}

/** A refused form with everything that was typed; a stale one with the version that stands now. */
function refused(event: Event, refusal: Refusal, form: FormData, fields: readonly string[] = []) {
  const version = refusal.refusal === 'input.stale' ? Number(refusal.params.current) : undefined;
  const many = Object.fromEntries(
    fields.map((name) => [name, form.getAll(name).filter((one) => typeof one === 'string')]),
  );
  return fail(refusalStatus(refusal), { ...refusedForm(event, form, refusal), many, version });
}

/** Pieces of evidence in the order of the form, as many as were shown. */
function evidenceIn({ form, text }: Sent): Evidence[] {
  const lines = [...form.keys()].flatMap((name) => /^evidence\.(\d{1,2})\.text$/.exec(name)?.[1] ?? []);
  return lines.map((line) => ({
    text: text(`evidence.${line}.text`),
    document: text(`evidence.${line}.document`),
    location: text(`evidence.${line}.location`),
  }));
}

function typedLink(one: Sent) {
  const { text } = one;
  return { from: text('from'), to: text('to'), effect: text('effect'), evidence: evidenceIn(one) };
}

function typedAction({ form, text }: Sent) {
  return {
    title: text('title'),
    factors: form.getAll('factors').filter((slug) => typeof slug === 'string'),
    responsible: text('responsible'),
    responsibleName: text('responsibleName'),
    dueOn: text('dueOn'),
    state: text('state'),
  };
}

function typedFactor({ text }: Sent) {
  return { title: text('title'), kind: text('kind'), about: text('about') };
}

export const actions: Actions = {
  faktor: async (event) => {
    const one = await sent(event);
    const actor = await actorFor(event);
    const { pilar } = event.locals;
    const input = { map: one.map, ...typedFactor(one) };
    if (one.text('id') === '') {
      const added = await addFactor(pilar, actor, input);
      if (!added.ok) return refused(event, added.refusal, one.form);
      return done(event, 'factor-added', { panel: 'faktor', baru: added.value.slug });
    }
    const factor = idOr404(one.text('id'));
    const edited = await editFactor(pilar, actor, { ...input, factor, version: one.version });
    if (!edited.ok) return refused(event, edited.refusal, one.form);
    return done(event, 'factor-edited', { faktor: edited.value.slug, baru: edited.value.slug });
  },

  hubungan: async (event) => {
    const one = await sent(event);
    const actor = await actorFor(event);
    const { pilar } = event.locals;
    const input = { map: one.map, ...typedLink(one) };
    if (one.text('id') === '') {
      const added = await addLink(pilar, actor, input);
      if (!added.ok) return refused(event, added.refusal, one.form);
      return done(event, 'link-added', { panel: 'hubungan', baru: input.from, akibat: input.to });
    }
    const link = idOr404(one.text('id'));
    const edited = await editLink(pilar, actor, { ...input, link, version: one.version });
    if (!edited.ok) return refused(event, edited.refusal, one.form);
    return done(event, 'link-edited', { hubungan: link, baru: input.from, akibat: input.to });
  },

  tindakan: async (event) => {
    const one = await sent(event);
    const actor = await actorFor(event);
    const { pilar } = event.locals;
    const input = { map: one.map, ...typedAction(one) };
    if (one.text('id') === '') {
      const added = await addAction(pilar, actor, input);
      if (!added.ok) return refused(event, added.refusal, one.form, ['factors']);
      return done(event, 'action-added', { panel: 'tindakan' });
    }
    const action = idOr404(one.text('id'));
    const edited = await editAction(pilar, actor, { ...input, action, version: one.version });
    if (!edited.ok) return refused(event, edited.refusal, one.form, ['factors']);
    return done(event, 'action-edited', { tindakan: action });
  },

  peta: async (event) => {
    const one = await sent(event);
    const edited = await editCauseMap(event.locals.pilar, await actorFor(event), {
      map: one.map,
      version: one.version,
      title: one.text('title'),
      question: one.text('question'),
      program: one.text('program'),
    });
    if (!edited.ok) return refused(event, edited.refusal, one.form);
    return done(event, 'map-edited', { panel: 'peta' });
  },

  hapus: async (event) => {
    const one = await sent(event);
    const found = partIn(`${one.text('part')}:${one.text('id')}`) ?? error(404);
    const { map, version } = one;
    const removed = await takeOut(event.locals.pilar, await actorFor(event), { map, version, ...found });
    if (!removed.ok) return refused(event, removed.refusal, new FormData());
    return done(event, `${found.part}-removed`, { hapus: `${found.part}:${found.id}` });
  },

  kembalikan: async (event) => {
    const one = await sent(event);
    const found = partIn(`${one.text('part')}:${one.text('id')}`) ?? error(404);
    const back = await putBack(event.locals.pilar, await actorFor(event), { map: one.map, ...found });
    if (!back.ok) return refused(event, back.refusal, new FormData());
    return done(event, `${found.part}-restored`, back.value.slug ? { baru: back.value.slug } : {});
  },
};
