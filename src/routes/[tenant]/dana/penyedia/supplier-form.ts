import type { TypedSupplier } from '#modules/funding/index.ts';
import { textOf } from '../../../request.ts';

/** What was typed of a supplier. */
export function supplierIn(form: FormData): TypedSupplier {
  return {
    name: textOf(form, 'name'),
    npwp: textOf(form, 'npwp'),
    bank: textOf(form, 'bank'),
    account: textOf(form, 'account'),
  };
}
