import { isId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { activitiesById, listActivities } from '#modules/activities/index.ts';
import { officeLabels } from '#modules/models/index.ts';
import { mayKeep, newsOf, publishNews, visitsOf, withdrawNews } from '#modules/portal/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, list } from '#ui/format.ts';
import { carryOut } from '../../../../carry-out.ts';
import { requireTenant, textOf, viewerOf } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

const PAGE = 20;
/** How many activities a form offers to be shown before others. */
const OFFERED = 100;

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const viewer = viewerOf(event);
  const after = event.url.searchParams.get('setelah') ?? '';
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const news = await newsOf(tx, program.id, PAGE + 1, isId(after) ? after : undefined);
    const shown = news.slice(0, PAGE);
    const activities = await activitiesById(
      tx,
      shown.flatMap(({ activity }) => activity ?? []),
    );
    const visits = await visitsOf(tx);
    const keeps = viewer.person !== undefined && !isRefusal(mayKeep(viewer, program, 'news'));
    return {
      program: { slug: program.slug, title: titleOf(program) },
      visits:
        visits.since === null
          ? undefined
          : m['portal.visits']({
              city: tenant.name,
              month: count(visits.month),
              total: count(visits.total),
              since: day(visits.since),
            }),
      news: shown.map((one) => ({
        id: one.id,
        title: one.title,
        paragraphs: one.body.split(/\n{2,}/),
        by: `${list(officeLabels([program.model], [one.office]).map((label) => label[locale]))}, ${day(one.publishedAt.toISOString().slice(0, 10))}`,
        activity: one.activity && {
          href: `/${tenant.slug}/kegiatan/${one.activity}`,
          title: activities.get(one.activity)?.title ?? '',
        },
      })),
      next: news.length > PAGE ? `?setelah=${shown.at(-1)?.id}` : undefined,
      first: isId(after) ? '?' : undefined,
      keeps,
      activities: keeps
        ? (await listActivities(tx, { program: program.id }, OFFERED)).map((one) => ({
            value: one.id,
            label: one.title,
          }))
        : [],
      said: event.url.searchParams.get('tersimpan') ?? '',
    };
  });
};

export const actions: Actions = {
  terbitkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        publishNews(pilar, actor, {
          program: event.params.slug,
          title: textOf(form, 'title'),
          body: textOf(form, 'body'),
          activity: textOf(form, 'activity'),
        }),
      ({ id }) => `${event.url.pathname}?tersimpan=terbit#${id}`,
    ),
  turunkan: (event) =>
    carryOut(
      event,
      (pilar, actor, form) => {
        const news = textOf(form, 'news');
        return withdrawNews(pilar, actor, {
          program: event.params.slug,
          news,
          reason: textOf(form, `reason.${news}`),
        });
      },
      () => `${event.url.pathname}?tersimpan=turun`,
      { row: 'news' },
    ),
};
