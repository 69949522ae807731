import { ownEntry } from '#kernel/own-entry.ts';
import { m } from '#paraglide/messages.js';

/** How the form of a proposal calls its fields, in their order, and the lines and columns that errors name. */
export function fieldLabels(
  errors: Readonly<Record<string, string>>,
  questions: readonly { readonly key: string; readonly label: string }[],
): Readonly<Record<string, string>> {
  const asked = questions.map((one) => [`answers.${one.key}`, one.label] as const);
  const inLists = Object.keys(errors).flatMap((name) => {
    const [list, row, column] = name.split('.');
    if (row === undefined || list === 'answers') return [];
    const number = Number(row) + 1;
    const line =
      list === 'costLines'
        ? m['proposal.cost.line']({ number })
        : m['proposal.contribution.line']({ number });
    return [
      [name, column === undefined ? line : `${line}, ${ownEntry(COLUMNS, column)?.() ?? column}`] as const,
    ];
  });
  return {
    title: m['proposal.title'](),
    need: m['proposal.need'](),
    scope: m['proposal.scope'](),
    volume: m['proposal.volume'](),
    unit: m['proposal.unit'](),
    place: m['proposal.place'](),
    address: m['proposal.address'](),
    latitude: m['proposal.point.title'](),
    people: m['proposal.people'](),
    poorHouseholds: m['proposal.poor'](),
    ...Object.fromEntries(asked),
    total: m['proposal.total'](),
    costLines: m['proposal.cost.title'](),
    costSheet: m['proposal.cost.sheet.file'](),
    contributions: m['proposal.contribution.title'](),
    photos: m['proposal.photos.title'](),
    documents: m['proposal.documents.title'](),
    ...Object.fromEntries(inLists),
  };
}

const COLUMNS: Record<string, () => string> = {
  item: m['proposal.cost.item'],
  quantity: m['proposal.cost.quantity'],
  unit: m['proposal.unit'],
  unitPrice: m['proposal.cost.price'],
  form: m['proposal.contribution.form'],
  description: m['proposal.contribution.description'],
  value: m['proposal.contribution.value'],
};
