import { m } from '#paraglide/messages.js';

/** The fields of a form that is sent in one step, as the form calls them, for the list of what has to be mended. */
export function needLabels(
  questions: readonly { readonly key: string; readonly label: string }[],
): Readonly<Record<string, string>> {
  return {
    scope: m['proposal.scope'](),
    title: m['need.what'](),
    need: m['proposal.need'](),
    ...Object.fromEntries(questions.map((one) => [`answers.${one.key}`, one.label])),
    volume: m['proposal.volume'](),
    unit: m['proposal.unit'](),
    total: m['need.total'](),
    people: m['proposal.people'](),
    poorHouseholds: m['proposal.poor'](),
    place: m['proposal.place'](),
    address: m['proposal.address'](),
    photos: m['need.photos'](),
    documents: m['need.documents'](),
    name: m['need.name'](),
    phone: m['need.phone'](),
    way: m['need.office.way'](),
    receivedOn: m['need.office.received'](),
    scan: m['need.office.scan'](),
  };
}
