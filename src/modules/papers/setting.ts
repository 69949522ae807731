import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { townOf, writtenDay } from '#kernel/office-words.ts';
import { ancestor, LEVELS, levelOf, type RegionCode } from '#kernel/region.ts';
import type { NamedAnswer } from '#modules/fields/index.ts';
import { type Model, partiesOf } from '#modules/models/index.ts';
import type { Paper, PaperSize, Signer } from './paper.ts';

/** What a paper takes from whoever asks for it and from the city: never from the records. */
export type PaperSetting = {
  readonly city: string;
  readonly timeZone: string;
  readonly size: PaperSize;
  /** The city's address on the web, to which the QR leads: `https://pilar.example/bandung`. */
  readonly home: string;
  /** Of a paper that is issued its number, its day and its own public page; undefined for one that is only read. */
  readonly issued?: { readonly number: string; readonly on: IsoDate; readonly letter: Id } | undefined;
  /** The place that a recap is asked for; undefined for the whole area of its programme. */
  readonly area: RegionCode | undefined;
  /** How the rule of a vote is called, what was answered to a field of a model, and a period of filings. */
  readonly ruleName: (rule: string) => string;
  readonly answer: (one: NamedAnswer) => string;
  readonly occasion: (occasion: string) => string;
};

/** The places above a place that a letterhead names, the widest first, without the city. */
export function placesAbove(place: RegionCode): RegionCode[] {
  const level = LEVELS.indexOf(levelOf(place) ?? 'regency');
  return LEVELS.slice(LEVELS.indexOf('district'), level).map((one) => ancestor(place, one));
}

/** What people call an office of a model, with whose place is taken: `Plt. Lurah`. */
export function capacityOf(model: Model, office: string, acting: 'plh' | 'plt' | null = null): string {
  const known = partiesOf(model)
    .flatMap((party) => party.offices)
    .find((one) => one.office === office)?.label.id;
  const words = (office.split('/').at(-1) ?? office).replaceAll('-', ' ');
  const label = known ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return acting === null ? label : `${acting === 'plt' ? 'Plt.' : 'Plh.'} ${label}`;
}

/** Whoever signs last, beneath place and day. */
export function signedAt(
  { city }: Pick<PaperSetting, 'city'>,
  day: IsoDate | undefined,
  signer: Signer,
): Signer {
  return { ...signer, placeAndDay: `${townOf(city)}, ${day === undefined ? '……………………' : writtenDay(day)}` };
}

/** Says where what stands on a paper can be compared; of an issued one, where the paper itself can. */
export function seenAt(
  { home, issued }: Pick<PaperSetting, 'home' | 'issued'>,
  page: string,
): NonNullable<Paper['seen']> {
  return issued
    ? { address: `${home}/surat/${issued.letter}`, says: 'Keaslian surat ini dapat diperiksa di:' }
    : { address: `${home}/${page}`, says: 'Isi surat ini dapat dicocokkan dengan catatan Pilar di:' };
}
