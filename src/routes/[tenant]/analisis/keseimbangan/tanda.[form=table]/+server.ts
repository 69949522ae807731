import { error } from '@sveltejs/kit';
import { number, rupiah, text } from '#kernel/table-column.ts';
import { programsUpTo, recipientSigns } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const { program, signs } = await locals.pilar.read(
    tenant.id,
    async (tx) => {
      const choices = (await readChoices(tx, url, tenant.name)) ?? error(404);
      const programs = await programsUpTo(tx, choices.program);
      return {
        program: choices.program,
        signs: await recipientSigns(tx, programs, choices.program, choices.area),
      };
    },
    'long',
  );
  const all = new Map([...signs.repeated, ...signs.frequent].map((one) => [one.recipient, one]));
  async function* batches() {
    yield [...all.values()].map((one) => [
      one.place,
      one.name,
      one.years.join(' '),
      one.proposals,
      one.money,
    ]);
  }
  const columns = [
    text(m['balance.column.code']()),
    text(m['balance.capture.institution']()),
    text(m['balance.capture.in-years']()),
    number(m['balance.capture.proposals']()),
    rupiah(m['balance.capture.money']()),
  ];
  return tableDownload(event, `${program.slug}-tanda`, columns, batches());
};
