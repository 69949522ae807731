import { error } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { basisOf } from '#modules/models/index.ts';
import {
  besidePriorities,
  keepPriorities,
  mayKeepPriorities,
  prioritiesOf,
} from '#modules/priorities/index.ts';
import { yearsOf } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { count, list } from '#ui/format.ts';
import { messageFor, officeName } from '#ui/message.ts';
import { carryOut } from '../../../../carry-out.ts';
import { requireTenant, textOf, viewerOf, wholeIn } from '../../../../request.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What the city gives priority to in a year, and its list for whoever keeps it. */
export const load: PageServerLoad = async (event) => {
  const { locale, pilar } = event.locals;
  const tenant = requireTenant(event);
  const viewer = viewerOf(event);
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { model, region } = program;
    const rules = besidePriorities(model);
    if (!rules) error(404);
    const { from, to } = yearsOf(program);
    const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const wanted = wholeIn(event.url, 'tahun');
    const year = years.find((one) => one === wanted) ?? years.findLast((one) => `${one}` <= tx.today) ?? from;
    const found = await prioritiesOf(tx, program.id, year);
    const names = await namesOf(
      tx,
      found.map((one) => one.region),
    );
    const entries = new Map(model.catalogue?.entries.map((one) => [one.id, one.label[locale]]));
    return {
      program: { slug: program.slug, title: titleOf(program) },
      plan: rules.label[locale],
      year,
      years: years.map(String),
      basis: basisOf(model, rules.priorities.basis).cite,
      rows: found.map((one) => ({
        id: one.id,
        title: one.title,
        entry: entries.get(one.entry) ?? one.entry,
        place: one.region === region ? m['priorities.all-area']() : (names.get(one.region) ?? one.region),
        source: one.source,
      })),
      keepers: list(rules.priorities.keptBy.map((one) => officeName(one, locale))),
      mayKeep: viewer.person !== undefined && !isRefusal(mayKeepPriorities(viewer, model, region)),
      kept: event.url.searchParams.has('tersimpan'),
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    carryOut(
      event,
      (pilar, actor, form) =>
        keepPriorities(pilar, actor, {
          program: event.params.slug,
          year: textOf(form, 'year'),
          source: textOf(form, 'source'),
          text: textOf(form, 'text'),
        }),
      () => `${event.url.pathname}?tersimpan`,
      { says: brokenLines },
    ),
};

/** Every line that cannot stand, with why; the rest is counted. */
function brokenLines(refusal: Refusal): Readonly<Record<string, string>> {
  const broken = (refusal.issues ?? []).filter((one) => one.refusal === 'priorities.unreadable');
  if (broken.length === 0) return {};
  const all = Number(broken[0]?.params.count ?? 0);
  const lines = broken.map(({ params: { line, column, value, reason } }) =>
    m['priorities.line']({
      line: count(Number(line)),
      reason:
        messageFor(`priorities.reason.${reason}`, { column: String(column), value: String(value) }) ?? '',
    }),
  );
  const rest = all > broken.length ? [m['priorities.more']({ count: count(all - broken.length) })] : [];
  return { text: [...lines, ...rest].join(' ') };
}
