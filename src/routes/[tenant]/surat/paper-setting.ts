import type { RequestEvent } from '@sveltejs/kit';
import type { PaperSetting } from '#modules/papers/index.ts';
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
    ruleName: (rule) => ruleName(rule, 'id'),
  };
}
