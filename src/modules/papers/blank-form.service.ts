import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { organizationById } from '#modules/actors/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import { sheetNumber } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { blankFormBody, costRows } from './forms/blank-form.ts';
import { headFor } from './letterhead.service.ts';
import { fileNameOf, type Paper } from './paper.ts';
import { capacityOf, type PaperSetting, signedAt } from './setting.ts';

/**
 * The blank form of a proposal for an institution, to be filled in by pen and signed: of the newest open programme in which
 * an office may enter it from paper. Each printed one has a number of its own and a QR under which its scan is found once it
 * is entered; until then nothing of it stands in the records.
 */
export async function blankFormPaper(
  tx: Tx,
  _viewer: Actor | Visitor,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  const institution = await organizationById(tx, id);
  if (!institution) return refuse('access.not-found');
  const programs = (await listPrograms(tx))
    .filter((one) => one.state === 'open')
    .toSorted((a, b) => b.fiscalYear - a.fiscalYear);
  const of = programs.flatMap((program) =>
    program.model.proposals.flatMap((kind) => {
      const bringer = kind.from.find((one) => one.party === institution.kind && one.fromPaper);
      return bringer ? [{ program, kind, bringer }] : [];
    }),
  )[0];
  if (!of) return refuse('access.not-found');
  const { program, kind, bringer } = of;
  const number = sheetNumber(newId(tx.now));
  const signs = capacityOf(program.model, bringer.offices[0] ?? '');
  return {
    fileName: fileNameOf('formulir', number, institution.name),
    size: setting.size,
    letterhead: await headFor(tx, 'institution', setting, institution),
    writer: undefined,
    title: [`Formulir ${kind.label.id}`],
    number,
    body: [
      ...blankFormBody({
        program: `${program.model.title.id} (${program.model.short}) tahun ${program.fiscalYear}`,
        institution: institution.name,
        asks: kind.asks,
        questions: kind.fields.map((one) => one.label.id),
        costs: kind.costs,
        signs,
      }),
      {
        is: 'signatures',
        signers: [
          { capacity: 'Diterima oleh petugas,', name: '' },
          signedAt(setting, undefined, { capacity: `${signs} ${institution.name}`, name: '' }),
        ],
      },
    ],
    annexes:
      kind.costs === 'lines'
        ? [{ title: 'Lampiran: Rencana anggaran biaya (RAB)', lies: 'upright', body: [costRows()] }]
        : [],
    seen: {
      address: `${setting.home}/formulir/${number}`,
      says: `Formulir ${number}. Setelah dimasukkan, pindaiannya ditemukan di:`,
    },
  };
}
