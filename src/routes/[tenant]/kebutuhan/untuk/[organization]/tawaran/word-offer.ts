import type { TakerOverview } from '#modules/matching/index.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { formLabel } from '../../../[id]/word-need.ts';

/** What a taker offers, for the form in which it says so. */
export async function wordOffer(tx: Tx, found: TakerOverview, locale: Locale) {
  const { program, taker, offer, promised, pledged, choices, interests } = found;
  const names = await namesOf(tx, [...choices.places]);
  const asked = program.model.proposals.find((kind) => kind.open?.form !== undefined);
  return {
    program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
    taker: { id: taker.id, name: taker.name },
    offer: {
      amount: offer === undefined ? '' : String(offer.amount),
      fields: offer?.fields ?? interests.fields,
      places: offer?.places ?? interests.places,
      forms: offer?.forms ?? [],
      version: offer?.version,
    },
    /** Whether fields or places stand there that were never stated as an offer. */
    begun: offer === undefined && interests.fields.length + interests.places.length > 0,
    promised,
    pledged,
    choices: {
      fields: fieldsIn(program.model).map((one) => ({ value: one.id, label: one.label[locale] })),
      places: choices.places.map((code) => ({ value: code, label: names.get(code) ?? code })),
      forms: choices.forms.map((form) => ({
        value: form,
        label: formLabel(asked?.fields ?? [], asked?.open?.form, form, locale),
      })),
    },
  };
}
