import { isId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { partyLabel } from '#modules/models/index.ts';
import { dutyRegister, mayDraft } from '#modules/sanctions/index.ts';
import { messageFor } from '#ui/message.ts';
import { requireTenant, viewerOf } from '../../../../request.ts';
import { withParams } from '../../../usulan/filter.ts';
import { programIn, titleOf } from '../../program-in.ts';
import type { PageServerLoad } from './$types.js';
import { wordLadder } from './ladder-words.ts';
import { registerAsked, STATES, wordRegistered } from './register.ts';

const PAGE = 50;

/** The register of duties and sanctions of a programme, for everybody. */
export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const { url } = event;
  const viewer = viewerOf(event);
  return pilar.read(tenant.id, async (tx) => {
    const program = await programIn(tx, event.params.slug);
    const { rules, year, years, filter } = registerAsked(url, program, tx.today);
    const kept = Object.fromEntries(
      ['sanksi', 'tahun', 'keadaan', 'kata'].flatMap((name) => {
        const value = url.searchParams.get(name);
        return value ? [[name, value]] : [];
      }),
    );
    const typed = url.searchParams.get('setelah') ?? '';
    const after = isId(typed) ? typed : undefined;
    const page = { limit: PAGE + 1, after };
    const rows = rules ? await dutyRegister(tx, program, rules, year, filter, page) : [];
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      program: { slug: program.slug, title: titleOf(program) },
      ladder: rules && {
        sanction: rules.sanction,
        label: rules.label[locale],
        about: rules.about[locale],
        party: partyLabel(program.model, rules.party)[locale],
        lines: wordLadder(rules, program.model, locale),
      },
      ladders: program.model.sanctions.map((one) => ({ value: one.sanction, label: one.label[locale] })),
      year,
      years: years.map((one) => ({ value: String(one), label: String(one) })),
      states: STATES.map((value) => ({
        value,
        label: messageFor(`sanctions.filter-state.${value}`) ?? value,
      })),
      asked: { state: filter.state ?? '', text: filter.text ?? '' },
      rows: rules
        ? rows.slice(0, PAGE).map((one) => ({
            ...wordRegistered(one, rules, tenant.slug, locale),
            mayDraft:
              one.duty === 'unmet' &&
              viewer.person !== undefined &&
              !isRefusal(mayDraft(viewer, program.model, rules, one.organization)),
          }))
        : [],
      csv: `${url.pathname}/daftar.csv?${new URLSearchParams({ ...kept, tahun: String(year) })}`,
      pages: {
        first: after && withParams(url, kept),
        next: last && withParams(url, { ...kept, setelah: last.organization.id }),
      },
    };
  });
};
