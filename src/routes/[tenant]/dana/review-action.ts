import type { RequestEvent } from '@sveltejs/kit';
import { reviewVoucher } from '#modules/funding/index.ts';
import { carryOut, versionIn } from '../../carry-out.ts';
import { idOr404, textOf } from '../../request.ts';

/** Carries out the form of `VoucherItem`: the step that what was recorded waits for says yes or no. */
export async function examine(event: RequestEvent, next: (outcome: string, voucher: string) => string) {
  const form = await event.request.formData();
  const voucher = idOr404(textOf(form, 'voucher'));
  const outcome = textOf(form, 'outcome') === 'approve' ? 'approve' : 'refuse';
  return carryOut(
    event,
    (pilar, actor) =>
      reviewVoucher(pilar, actor, {
        voucher,
        outcome,
        remark: textOf(form, `remark.${voucher}`),
        version: versionIn(form),
      }),
    () => next(outcome, voucher),
    { row: 'voucher' },
  );
}
