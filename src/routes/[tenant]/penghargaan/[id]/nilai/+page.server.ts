import { isRefusal } from '#kernel/refusal.ts';
import { jurorSheet } from '#modules/awards/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, readOr404, requireActor, requireTenant, wholeIn } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 50;

/** What a juror has before them: the candidates, those that they may not mark, and how far they are. */
export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { locale, pilar } = event.locals;
  const { url } = event;
  const id = idOr404(event.params.id);
  return pilar.read(tenant.id, async (tx) => {
    const found = await jurorSheet(tx, actor, id);
    if (isRefusal(found)) {
      readOr404(found.refusal === 'access.not-found' ? found : undefined);
      return {
        id,
        refusal: wordRefusal(found),
        label: '',
        lead: '',
        said: false,
        standing: '',
        rows: [],
        pages: {},
      };
    }
    const { sheet, round, award, refusal } = found;
    const from = wholeIn(url, 'dari');
    const mine = sheet.filter((one) => !one.concerned);
    const step = (start: number) => withParams(url, start === 0 ? {} : { dari: String(start) });
    return {
      id,
      refusal: refusal && wordRefusal(refusal),
      label: award.label[locale],
      lead: m['awards.mark-lead']({ day: day(round.marksUntil) }),
      said: url.searchParams.has('tersimpan'),
      standing: m['awards.standing']({
        complete: count(mine.filter((one) => one.complete).length),
        total: count(mine.length),
      }),
      rows: sheet.slice(from, from + PAGE).map(({ organization, concerned, complete, marks }) => ({
        id: organization.id,
        name: organization.name,
        state: concerned ? 'concerned' : complete ? 'complete' : marks.size > 0 ? 'partly' : 'unmarked',
      })),
      pages: {
        first: from > 0 ? step(0) : undefined,
        next: from + PAGE < sheet.length ? step(from + PAGE) : undefined,
      },
    };
  });
};
