import { isId } from '#kernel/id.ts';
import { amountField, HOLDS, type TypedHold } from '#modules/matching/index.ts';
import { textOf } from '../../../../../request.ts';

/** How the field is called in which a pair is left, held or struck out. */
export function holdField(need: string, organization: string): string {
  return `hold.${need}.${organization}`;
}

/** The adjustments of the rows that a form shows; what it does not name keeps what an earlier proposal held. */
export function typedHolds(form: FormData): readonly TypedHold[] {
  return [...form.keys()].flatMap((name) => {
    const [what, need = '', organization = ''] = name.split('.');
    const hold = HOLDS.find((one) => one === textOf(form, name));
    if (what !== 'hold' || !hold || !isId(need) || !isId(organization)) return [];
    return [{ need, organization, hold, amount: textOf(form, amountField(need, organization)) }];
  });
}
