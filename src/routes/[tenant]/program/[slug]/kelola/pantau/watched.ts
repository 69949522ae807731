import { type IsoDate, isIsoDate } from '#kernel/date.ts';
import { isId } from '#kernel/id.ts';
import { levelOf } from '#kernel/region.ts';
import type { ForumRules } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { areaOf, forumsOver, type LateMatter, type PlaceBehind } from '#modules/steering/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { day } from '#ui/format.ts';
import { filingName } from '../../../../laporan/filing-name.ts';
import { stepLabel } from '../../../answers-kept.ts';

/** What is looked at: places without a forum, money by month, or what is late. */
export const VIEWS = ['musyawarah', 'uang', 'terlambat'] as const;
export type View = (typeof VIEWS)[number];

/** What an address asks for: the area, the view, which forum, and after what the list goes on. */
export function askedIn(params: URLSearchParams, program: Program) {
  const area = areaOf(program, params.get('kelurahan') || params.get('kecamatan') || '');
  const forums = forumsOver(program);
  const forum = forums.find((one) => one.forum === params.get('forum')) ?? forums[0];
  const wanted = VIEWS.find((one) => one === params.get('lihat'));
  const view: View = wanted ?? (forum ? 'musyawarah' : 'terlambat');
  return { area, forum, forums, view, after: params.get('setelah') ?? '' };
}

/** The place after which the list of places goes on. */
export function placeAfter(after: string): string | undefined {
  return levelOf(after) === undefined ? undefined : after;
}

/** The late matter after which their list goes on: `2026-03-02_<id>`. */
export function lateAfter(after: string): { dueOn: IsoDate; id: string } | undefined {
  const [dueOn = '', id = ''] = after.split('_');
  return isIsoDate(dueOn) && isId(id) ? { dueOn, id } : undefined;
}

/** How far a place is: nothing called, called for a day, or adjourned. */
export function wordBehind({ state, calledFor }: PlaceBehind): string {
  if (state === null || calledFor === null) return m['steering.watch.not-called']();
  if (state === 'postponed') return m['steering.watch.postponed']();
  return state === 'adjourned'
    ? m['steering.watch.adjourned']()
    : m['steering.watch.called']({ day: day(calledFor) });
}

/** Whether its conveners can be called: not while a forum is called for or sits. */
export function isIdle({ state }: PlaceBehind): boolean {
  return state !== 'scheduled' && state !== 'open';
}

/** What is late, as its model calls it: the filing with its period, or the step with what it stands on. */
export function wordLate(program: Program, one: LateMatter, locale: Locale): string {
  return one.along === null
    ? filingName(program, one, locale)
    : stepLabel(program.model, one.along, one.kind, locale);
}

/** The page on which it is done. */
export function lateHref(one: LateMatter): string {
  if (one.along === null) return `laporan/tagihan/${one.id}`;
  const pages = new Map([
    ['proposal', 'usulan'],
    ['filing', 'laporan'],
    ['voucher', 'dana/bukti'],
  ]);
  const page = pages.get(one.subjectType);
  return page ? `${page}/${one.subjectId}` : 'meja';
}

export function forumOption(forum: ForumRules, locale: Locale) {
  return { value: forum.forum, label: forum.label[locale] };
}
