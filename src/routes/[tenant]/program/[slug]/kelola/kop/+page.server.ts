import { error } from '@sveltejs/kit';
import { isId } from '#kernel/id.ts';
import { wordsOf } from '#kernel/readers/text.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  askToSetLetterhead,
  HEAD_LINES,
  LARGEST_LOGO,
  letterheadOverview,
  setLetterhead,
} from '#modules/papers/index.ts';
import { fileSize } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, versionIn } from '../../../../../carry-out.ts';
import { askFirst, filesIn, requireActor, requireTenant, textOf } from '../../../../../request.ts';
import { namedPlace, placeAfter } from '../../../../lembaga/institution-search.ts';
import { programIn, titleOf } from '../../../program-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The letterhead of the city, or of the office that the address names, and the list of its offices. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { searchParams: params } = event.url;
  const words = (params.get('cari') ?? '').slice(0, 80);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const found = await letterheadOverview(tx, actor, tenant.name, {
      office: officeIn(event.url),
      words: wordsOf(words),
      after: placeAfter(params),
    });
    if (isRefusal(found) && found.refusal === 'access.not-found') error(404);
    const about = { slug: program.slug, title: titleOf(program) };
    if (isRefusal(found)) return { program: about, refusal: wordRefusal(found), kept: undefined };
    const { office, kept, head, offices } = found;
    const last = offices.at(-1);
    return {
      program: about,
      refusal: undefined,
      kept: {
        office: office && { id: office.id, name: office.name },
        isSet: kept !== undefined,
        lines: kept?.lines ?? '',
        address: kept?.address ?? '',
        contact: kept?.contact ?? '',
        version: kept?.version ?? 0,
        usual: office?.name ?? `Pemerintah ${tenant.name}`,
        most: office ? HEAD_LINES.office : HEAD_LINES.city,
        head: { ...head, logo: found.logo },
        logoSize: fileSize(LARGEST_LOGO),
        offices: offices.map(({ id, name, address }) => ({ id, name, address })),
        next: found.more && last ? namedPlace(last) : undefined,
        began: !params.has('setelah'),
        words,
      },
      said: params.has('simpan'),
    };
  });
};

/** The office that an address names; 404 for what is none, and undefined for the city itself. */
function officeIn(url: URL) {
  const named = url.searchParams.get('kantor') ?? '';
  if (named !== '' && !isId(named)) error(404);
  return named === '' ? undefined : named;
}

export const actions: Actions = {
  default: async (event) => {
    const office = officeIn(event.url);
    await askFirst(askToSetLetterhead(event.locals.pilar, requireActor(event)));
    return carryOut(
      event,
      (pilar, actor, form) =>
        setLetterhead(
          pilar,
          actor,
          {
            office,
            lines: textOf(form, 'lines'),
            address: textOf(form, 'address'),
            contact: textOf(form, 'contact'),
            logo: filesIn(form, 'logo')[0],
            withoutLogo: textOf(form, 'withoutLogo') === 'yes',
            version: versionIn(form),
            reason: textOf(form, 'reason'),
            basis: textOf(form, 'basis'),
          },
          event.request.signal,
        ),
      ({ office: of }) => `${event.url.pathname}?${of ? `kantor=${of}&` : ''}simpan`,
    );
  },
};
