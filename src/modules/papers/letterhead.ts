import { readRemark } from '#kernel/readers/text.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { officialName, type RegionCode } from '#kernel/region.ts';
import type { KeptLetterhead } from '#modules/letters/index.ts';
import type { Letterhead } from './paper.ts';
import { type PaperSetting, placesAbove } from './setting.ts';

/** Whose letter it is: an office of the government, or an institution of residents. */
export type WriterKind = 'government' | 'institution';

/** More lines than these leave no room for the letter. */
export const HEAD_LINES = { city: 3, office: 2 } as const;
const LONGEST_LINE = 80;
const LONGEST_ADDRESS = 160;

/** What a city entered for all its offices, and for the one that writes. */
export type KeptHeads = {
  readonly city: KeptLetterhead | undefined;
  readonly office: KeptLetterhead | undefined;
};

/**
 * The letterhead of an office or institution at a place. An office of the government bears the lines and the logo of its city,
 * the places above it, and its own name and address; never the address of another. An institution of residents is none of
 * the government's, and bears neither. Without anything entered: `Pemerintah …`, the places and the name.
 */
export function letterheadOf(
  kind: WriterKind,
  { city }: Pick<PaperSetting, 'city'>,
  writes: { readonly name: string; readonly region: RegionCode },
  names: ReadonlyMap<RegionCode, string>,
  kept: KeptHeads = { city: undefined, office: undefined },
): Letterhead {
  const places = placesAbove(writes.region).map((code) => officialName(code, names.get(code) ?? code));
  if (kind === 'institution') return { above: [city, ...places], office: writes.name, address: [] };
  const ofCity = linesOf(kept.city?.lines) ?? [`Pemerintah ${city}`];
  const isCity = writes.name === city;
  const all = isCity ? ofCity : [...ofCity, ...places, ...(linesOf(kept.office?.lines) ?? [writes.name])];
  const own = isCity ? kept.city : kept.office;
  const logo = kept.city?.logoSha256;
  return {
    above: all.slice(0, -1),
    office: all.at(-1) ?? writes.name,
    address: own ? [own.address, own.contact].filter(Boolean) : [],
    ...(logo ? { logo } : {}),
  };
}

function linesOf(lines: string | undefined): string[] | undefined {
  return lines ? lines.split('\n') : undefined;
}

/** Lines of a letterhead as typed, one below the other; empty for what is usual. */
export function readHeadLines(typed: string, most: number): string | Refusal {
  const read = readRemark(typed, most * LONGEST_LINE);
  if (typeof read !== 'string') return read;
  const lines = read.split('\n').filter(Boolean);
  const longest = Math.max(0, ...lines.map((one) => [...one].length));
  if (lines.length > most) return refuse('letter.head-lines', undefined, { limit: most });
  return longest > LONGEST_LINE
    ? refuse('input.too-long', undefined, { limit: LONGEST_LINE, over: longest - LONGEST_LINE })
    : lines.join('\n');
}

/** An address, or telephone, mail and web, in one line of small print. */
export function readHeadAddress(typed: string): string | Refusal {
  const read = readRemark(typed, LONGEST_ADDRESS);
  return typeof read === 'string' ? read.replaceAll('\n', ' ') : read;
}
