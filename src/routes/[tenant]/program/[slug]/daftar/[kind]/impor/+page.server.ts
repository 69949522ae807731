import { error } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { askToKeepRegister, importRegister, mayUse, REGISTER_LIMITS } from '#modules/registers/index.ts';
import { m } from '#paraglide/messages.js';
import { count, fileSize } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { carryOut, failForm } from '../../../../../../carry-out.ts';
import { askFirst, requireActor, requireTenant, textOf, viewerOf } from '../../../../../../request.ts';
import { saysSheet, sheetIn } from '../../../../../../sheet-file.ts';
import { registerOr404, wordRegister } from '../register-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = await registerOr404(tx, event);
    const { program, register, number } = found;
    const by = mayUse(actor, program.model, { register, region: program.region }, 'keep');
    return {
      ...wordRegister(found, event.locals.locale),
      number: number.key,
      length: number.length,
      size: fileSize(REGISTER_LIMITS.bytes),
      refusal: isRefusal(by) ? wordRefusal(by) : undefined,
    };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const named = { program: event.params.slug ?? error(404), kind: event.params.kind ?? error(404) };
    await askFirst(askToKeepRegister(event.locals.pilar, viewerOf(event), named));
    const form = await event.request.formData();
    const sheet = await sheetIn(event, form, 'file', REGISTER_LIMITS.bytes);
    if (isRefusal(sheet)) return failForm(event, form, sheet, { says: saysSheet('file') });
    const text = sheet?.text ?? '';
    return carryOut(
      event,
      (pilar, actor) => importRegister(pilar, actor, { ...named, text, source: textOf(form, 'source') }),
      () => `${event.url.pathname.replace(/\/impor$/, '')}?tersimpan`,
      { says: brokenLines },
    );
  },
};

/** Every line that cannot stand, with its column and why; the rest is counted. */
function brokenLines(refusal: Refusal): Readonly<Record<string, string>> {
  const broken = (refusal.issues ?? []).filter((one) => one.refusal === 'register.unreadable');
  if (broken.length === 0) return {};
  const all = Number(broken[0]?.params.count ?? 0);
  const lines = broken.map(({ params: { line, column, value, reason } }) =>
    m['register.import.line']({
      line: count(Number(line)),
      reason:
        messageFor(`register.import.reason.${reason}`, { column: String(column), value: String(value) }) ??
        '',
    }),
  );
  const rest = all > broken.length ? [m['register.import.more']({ count: count(all - broken.length) })] : [];
  return { file: [...lines, ...rest].join(' ') };
}
