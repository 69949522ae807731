import type { RequestEvent } from '@sveltejs/kit';
import type { PaperSetting } from '#modules/papers/index.ts';
import { m } from '#paraglide/messages.js';
import { wordOccasion } from '#ui/word-due.ts';
import { wordAnswer } from '#ui/word-field.ts';
import { requireTenant } from '../../request.ts';
import { ruleName } from '../musyawarah/[id]/suara/comparison-words.ts';

/** What a paper takes from the request: the city, the sheet, and the address to which its QR leads. */
export function paperSetting(event: RequestEvent): PaperSetting {
  const tenant = requireTenant(event);
  return {
    city: tenant.name,
    timeZone: tenant.timeZone,
    size: event.url.searchParams.get('kertas') === 'A4' ? 'A4' : 'F4',
    home: `${event.url.origin}/${tenant.slug}`,
    area: event.url.searchParams.get('wilayah') ?? undefined,
    ruleName: (rule) => ruleName(rule, 'id'),
    answer: (one) =>
      one.withheld
        ? m['part.withheld']({}, { locale: 'id' })
        : wordAnswer(one.field, one.value, 'id', one.called),
    occasion: (occasion) => wordOccasion(occasion, 'id'),
  };
}
