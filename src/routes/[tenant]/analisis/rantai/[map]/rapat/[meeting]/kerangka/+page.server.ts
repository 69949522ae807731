import type { FrameLine } from '#modules/assessment/index.ts';
import { requireTenant, textOf } from '../../../../../../../request.ts';
import { partOf, savePart } from '../part-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Empty lines for what is new. */
const NEW = 3;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { work, head } = await partOf(tx, event, tenant);
    const { title, pillars, stages, clusters } = work.kept.map;
    const lines = (list: readonly { slug: string; title: { id: string }; chain?: boolean }[]) =>
      Array.from({ length: list.length + NEW }, (_, i) => ({
        slug: list[i]?.slug ?? '',
        title: list[i]?.title.id ?? '',
        order: String((i + 1) * 10),
        part: list[i]?.chain === false ? ('support' as const) : ('link' as const),
      }));
    return {
      head,
      title: title.id,
      pillars: lines(pillars),
      stages: lines(stages),
      clusters: lines(clusters),
    };
  });
};

/** The lines of a part as a form sends them: `stages.0.title`, `stages.0.slug`, … */
function linesIn(form: FormData, part: 'pillars' | 'stages' | 'clusters'): FrameLine[] {
  const lines: FrameLine[] = [];
  for (let i = 0; i < 60 && form.has(`${part}.${i}.title`); i += 1) {
    const text = (name: string) => textOf(form, `${part}.${i}.${name}`);
    lines.push({
      slug: text('slug'),
      title: text('title'),
      order: text('order'),
      part: text('part') === 'support' ? 'support' : 'link',
    });
  }
  return lines;
}

export const actions: Actions = {
  simpan: (event) =>
    savePart(event, (form) => ({
      make: 'frame',
      title: { title: textOf(form, 'title') },
      pillars: linesIn(form, 'pillars'),
      stages: linesIn(form, 'stages'),
      clusters: linesIn(form, 'clusters'),
    })),
};
