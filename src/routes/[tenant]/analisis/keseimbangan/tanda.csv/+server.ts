import { error } from '@sveltejs/kit';
import { programsUpTo, recipientSigns } from '#modules/transparency/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { csvDownload } from '../../../csv-download.ts';
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
  const head = [
    m['balance.column.code'](),
    m['balance.capture.institution'](),
    m['balance.capture.in-years'](),
    m['balance.capture.proposals'](),
    m['balance.capture.money'](),
  ];
  return csvDownload(event.url, `${program.slug}-tanda.csv`, head, batches());
};
